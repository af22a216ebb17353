import * as z from 'zod';

/** A round trip is told to the others from here on … */
export const SLOW_MS = 300;
/** … in steps of this, so that a line that trembles is not news all the time. */
export const DELAY_STEP_MS = 100;

/** After each answer a tab waits so long before it tells anew how it is; the answer is the round trip that it measures. */
export const PRESENCE_INTERVAL_MS = 5_000;

/** How a tab is: whether its person looks elsewhere (it is hidden), and the last round trip over this line in ms, if one was measured. */
export const PresenceTell = z.object({ isElsewhere: z.boolean(), delayMs: z.number().min(0).max(600_000).nullable() });
export type PresenceTell = z.infer<typeof PresenceTell>;

/** What the others are told of a round trip: nothing while it does not hurt. */
export const toldDelay = (delayMs: number | null): number | null =>
  delayMs === null || delayMs < SLOW_MS ? null : Math.round(delayMs / DELAY_STEP_MS) * DELAY_STEP_MS;
