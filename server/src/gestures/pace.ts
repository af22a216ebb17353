import { GESTURE_INTERVAL_MS } from '@parfocal/shared/protocol';

/** Shorter is no gain: nobody's screen is faster. */
const TICK_MIN_MS = 4;
/** What a hundred people get at a tick of 30 ms costs about a sixth of a core; fewer may have as many frames between them. */
const FRAMES_PER_MS = 100 / 30;

/**
 * Length of a tick, in ms, for that many receivers on this server (SPEC G7): a consultation of two is nearly as quick as without
 * a tick, and a full house costs what it always did.
 */
export const tickMs = (receivers: number): number => Math.min(GESTURE_INTERVAL_MS, Math.max(TICK_MIN_MS, receivers / FRAMES_PER_MS));
