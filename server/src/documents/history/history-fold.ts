import { differing, type EntryFields } from '@parfocal/shared/annotation';
import type { HistoryVerb } from '@parfocal/shared/api';
import type { HistoryChange, HistoryRow } from './history-row.js';

/** What one person does to one entry within this time is one row: a shape that is dragged about does not fill the history. */
export const MERGED_MS = 60_000;

/** Gathers what happened to the entries of a document into rows of its history. */
export class HistoryFold {
  private readonly newest = new Map<string, HistoryRow>();
  private readonly changed = new Map<string, HistoryRow>();

  /** `open`: rows that are stored already and may still grow, in any order. */
  constructor(open: readonly HistoryRow[] = []) {
    for (const row of open) {
      const known = this.newest.get(keyOf(row));
      if (!known || known.seq < row.seq) this.newest.set(keyOf(row), row);
    }
  }

  /** New rows, and stored ones that grew, the oldest first. */
  get rows(): HistoryRow[] {
    return [...this.changed.values()].sort((a, b) => a.seq - b.seq || a.n - b.n);
  }

  /** What row `seq` of the log, stored `at`, did. */
  take(changes: readonly HistoryChange[], seq: number, at: number): void {
    for (const [n, change] of changes.entries()) {
      const state = change.after ?? change.before;
      if (!state) continue;
      const row = this.grown(change, state, at) ?? fresh(change, state, { seq, n, at });
      this.newest.set(keyOf(row), row);
      this.changed.set(`${row.seq}.${row.n}`, row);
    }
  }

  private grown(change: HistoryChange, state: EntryFields, at: number): HistoryRow | undefined {
    const open = this.newest.get(keyOf(change));
    if (!open || at < open.since || at - open.since >= MERGED_MS) return undefined;
    const before = beforeOf(open);
    return { ...open, at, state, was: before && differing(before, state), verb: verbOf(before, change.after, open.verb) };
  }
}

const keyOf = ({ subject, entry }: Pick<HistoryRow, 'subject' | 'entry'>): string => `${subject} ${entry}`;

/** Only its author changes an entry (SPEC D6): who did it is written in it. */
function fresh({ subject, entry, before, after }: HistoryChange, state: EntryFields, { seq, n, at }: { seq: number; n: number; at: number }): HistoryRow {
  return { seq, n, subject, entry, personId: String(state.author), since: at, at, state, was: before && differing(before, state), verb: verbOf(before, after) };
}

/** What the entry was before a row. */
export function beforeOf({ state, was }: HistoryRow): EntryFields | null {
  return was && { ...state, ...was };
}

const isBinned = ({ deletedAt }: EntryFields): boolean => typeof deletedAt === 'number';

/** What became of an entry between two moments. `sofar`: what was done to it already in between. */
function verbOf(before: EntryFields | null, after: EntryFields | null, sofar?: HistoryVerb): HistoryVerb {
  if (!after) return 'removed';
  if (isBinned(after)) return before && isBinned(before) ? 'changed' : 'binned';
  if (!before) return 'created';
  return isBinned(before) || sofar === 'binned' || sofar === 'removed' || sofar === 'restored' ? 'restored' : 'changed';
}
