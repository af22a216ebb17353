import type { ErrorCode } from '@parfocal/shared/protocol';

/**
 * What became of this person's changes. `saved` means that the server's database has every one of them, and nothing
 * less. `unsent` counts changes that it does not have yet, as far as is known.
 */
export type SaveState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'sending'; readonly unsent: number }
  | { readonly kind: 'offline'; readonly unsent: number }
  | { readonly kind: 'trouble'; readonly unsent: number; readonly code: ErrorCode }
  | { readonly kind: 'closed'; readonly code: ErrorCode; readonly unsent: number };

/** What is said first of several documents: what needs somebody to act, then what needs patience. */
const WORST_FIRST = ['closed', 'trouble', 'offline', 'sending', 'loading'] as const satisfies readonly SaveState['kind'][];

/** Of several documents at once: saved only if each of them is, and nothing that is unsent in any of them goes uncounted. */
export function mergedState(states: readonly SaveState[]): SaveState {
  const unsent = states.reduce((sum, state) => sum + ('unsent' in state ? state.unsent : 0), 0);
  for (const kind of WORST_FIRST) {
    const found = states.find((state) => state.kind === kind);
    if (found) return 'unsent' in found ? { ...found, unsent } : found;
  }
  return states.length > 0 ? { kind: 'saved' } : { kind: 'loading' };
}

/**
 * Counts changes out and acknowledgements in (SPEC D: the first `n` content messages of this connection are on disk).
 * A connection begins with one message that carries everything the server lacks, so whatever was drawn before it is
 * saved once that one is.
 */
export class SaveLedger {
  private made = 0;
  private saved = 0;
  private sentOnConnection = 0;
  /** Content messages of this connection that are not acknowledged: the change each one completes. */
  private readonly inFlight = new Map<number, number>();

  /** `unsent`: changes that an earlier page left behind. */
  constructor(unsent = 0) {
    this.made = unsent;
  }

  get unsent(): number {
    return this.made - this.saved;
  }

  /** Something sent on this connection is not on disk yet, as far as is known. */
  get isWaiting(): boolean {
    return this.inFlight.size > 0;
  }

  /** A change was made here. */
  changed(): void {
    this.made += 1;
  }

  connected(): void {
    this.sentOnConnection = 0;
    this.inFlight.clear();
  }

  /** A content message went out on this connection; it completes everything made so far. */
  sent(): void {
    this.sentOnConnection += 1;
    this.inFlight.set(this.sentOnConnection, this.made);
  }

  acknowledged(count: number): void {
    for (const [message, made] of this.inFlight) {
      if (message > count) break;
      this.saved = Math.max(this.saved, made);
      this.inFlight.delete(message);
    }
  }
}
