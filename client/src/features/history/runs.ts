import type { HistoryItem } from '@parfocal/shared/api';

/** What one person did to many annotations in one go, the newest first: one row of the time line, which opens to its parts. */
export interface Run {
  readonly items: readonly HistoryItem[];
  /** They came into being at one moment, as only what is imported or copied does. */
  readonly isBrought: boolean;
}

/** Fewer are told one by one. */
const RUN_MIN = 5;
/** No hand needs longer from one to the next where it does one thing to many. */
const PAUSE_MS = 2_000;

/** The time line, the newest first, with what was done in one go together; every other item is a run of its own. */
export function runsOf(items: readonly HistoryItem[]): readonly Run[] {
  const moments = new Map<unknown, number>();
  for (const item of items) if (item.verb === 'created') moments.set(item.state.createdAt, (moments.get(item.state.createdAt) ?? 0) + 1);
  /** Annotations that were brought together may take long to come, and two imports right after each other are two. */
  const brought = ({ verb, state }: HistoryItem): unknown => (verb === 'created' && moments.get(state.createdAt)! >= RUN_MIN ? state.createdAt : undefined);
  const belongs = (item: HistoryItem, newer: HistoryItem): boolean => {
    if (item.subject !== 'annotation' || newer.subject !== 'annotation' || item.personId !== newer.personId || item.verb !== newer.verb) return false;
    return brought(item) === brought(newer) && (brought(item) !== undefined || newer.since - item.since < PAUSE_MS);
  };

  const runs: HistoryItem[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run && belongs(item, run.at(-1)!)) run.push(item);
    else runs.push([item]);
  }
  return runs.flatMap((run) => (run.length < RUN_MIN ? run.map((item) => ({ items: [item], isBrought: false })) : [{ items: run, isBrought: brought(run[0]!) !== undefined }]));
}

/** Whether what follows may belong to what is last. */
export const endsInRun = (items: readonly HistoryItem[]): boolean => (runsOf(items).at(-1)?.items.length ?? 0) > 1;
