import { byPlace, type HistoryPlace } from './history-row.js';

/** What is kept of one document's history; beyond it, the oldest is dropped. */
export interface HistoryBounds {
  readonly rows: number;
  /** Of states, as they are stored. */
  readonly bytes: number;
}

/** Some hours of a busy tumor board: twenty people who each do something to three shapes a minute, for five hours. */
export const HISTORY_BOUNDS: HistoryBounds = { rows: 20_000, bytes: 16 * 1024 * 1024 };

/** Once it is too much, some more is dropped, so that not every compaction has to. */
const KEPT_SHARE = 0.9;

export interface SizedPlace extends HistoryPlace {
  readonly at: number;
  readonly bytes: number;
}

/** The newest place that has to go, with everything older; nothing if all may stay. */
export function cutOf(rows: readonly SizedPlace[], bounds: HistoryBounds): SizedPlace | undefined {
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  if (rows.length <= bounds.rows && bytes <= bounds.bytes) return undefined;
  let [roomRows, roomBytes] = [bounds.rows * KEPT_SHARE, bounds.bytes * KEPT_SHARE];
  return [...rows].sort(byPlace).find((row) => (roomRows -= 1) < 0 || (roomBytes -= row.bytes) < 0);
}
