import type { EntryChange, EntryFields } from '@parfocal/shared/annotation';
import type { HistoryVerb } from '@parfocal/shared/api';

/** Which root map an entry lies in. */
export type HistorySubject = 'annotation' | 'comment';

/** What one row of the log did to one entry. */
export interface HistoryChange extends EntryChange {
  readonly subject: HistorySubject;
}

/** Where a row stands in the history of its document: the row of the log that it began with, and its number within that. */
export interface HistoryPlace {
  readonly seq: number;
  readonly n: number;
}

/** What one person did to one entry within a minute. */
export interface HistoryRow extends HistoryPlace {
  readonly subject: HistorySubject;
  readonly entry: string;
  readonly personId: string;
  readonly verb: HistoryVerb;
  /** When it began and when it was last changed; milliseconds since 1970, by the server's clock. */
  readonly since: number;
  readonly at: number;
  /** What it was then; of an entry that is gone, what it was at last. */
  readonly state: EntryFields;
  /** What the fields that differ were before; nothing at all if there was no such entry. */
  readonly was: EntryFields | null;
}

/** The newest first. */
export const byPlace = (a: HistoryPlace, b: HistoryPlace): number => b.seq - a.seq || b.n - a.n;
export const placeKey = ({ seq, n }: HistoryPlace): string => `${seq}.${n}`;
