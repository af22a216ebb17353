import { decodeGesture, type ErrorCode, type Gesture } from '@parfocal/shared/protocol';
import { TokenBucket } from '../wire/index.js';

/** Honest clients send 30 a second; what a slow line held back may come all at once. */
const GESTURES_PER_SECOND = 200;
const GESTURES_AT_ONCE = 600;
/** After so many that make no sense, the sender is not one of ours. */
const MALFORMED_MAX = 20;

export type Verdict =
  | { readonly kind: 'taken'; readonly gesture: Gesture }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'refused' | 'expelled'; readonly code: ErrorCode };

/** Judges what one socket sends (SPEC G3 to G5). Too many gestures are no fault until they are a flood: the newest wins. */
export class GestureIntake {
  private readonly pace: TokenBucket;
  private malformed = 0;

  constructor(nowMs?: () => number) {
    this.pace = new TokenBucket(GESTURES_PER_SECOND, GESTURES_AT_ONCE, nowMs);
  }

  judge(mayPoint: boolean, text: unknown): Verdict {
    if (!this.pace.take()) return { kind: 'expelled', code: 'rate-limited' };
    const gesture = read(text);
    if (!gesture) return this.judgeMalformed();
    return { kind: 'taken', gesture: mayPoint ? gesture : { ...gesture, pointer: null } };
  }

  private judgeMalformed(): Verdict {
    this.malformed += 1;
    if (this.malformed >= MALFORMED_MAX) return { kind: 'expelled', code: 'body.malformed' };
    // Once is enough to find the mistake; thirty a second would drown everything else.
    return this.malformed === 1 ? { kind: 'refused', code: 'body.malformed' } : { kind: 'ignored' };
  }
}

function read(text: unknown): Gesture | undefined {
  try {
    return typeof text === 'string' ? decodeGesture(text) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
