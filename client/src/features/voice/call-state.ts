import type { ErrorCode, VoiceState } from '@parfocal/shared/protocol';

/** Why voice failed: a code of the server, or a browser without WebRTC. */
export type VoiceTrouble = ErrorCode | 'unsupported';

export type VoicePhase =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'ready' }
  /** `again`: this person was in the room already, and is being brought back. */
  | { readonly kind: 'joining'; readonly again: boolean }
  | { readonly kind: 'joined' }
  | { readonly kind: 'failed'; readonly trouble: VoiceTrouble };

/** Waits before the next try to join; after the last of them the person is asked. */
export const RETRY_MS = [1_000, 2_000, 4_000] as const;
/** A call that stood this long was a good one: the next trouble is a new trouble. */
export const SOUND_MS = 15_000;

/** Refusals that no second try will mend. */
const FINAL: ReadonlySet<VoiceTrouble> = new Set<VoiceTrouble>(['voice.forbidden', 'body.malformed', 'unsupported']);

/** What is known of voice, and what follows from it. No clock, no socket, no microphone. */
export class CallState {
  private server: VoiceState = { state: 'preparing' };
  private connected = false;
  private wanted = false;
  private wasIn = false;
  private call: 'none' | 'opening' | 'open' = 'none';
  private openedAtMs = 0;
  private tries = 0;
  private trouble: VoiceTrouble | undefined;

  get phase(): VoicePhase {
    if (this.call === 'open') return { kind: 'joined' };
    if (this.trouble) return { kind: 'failed', trouble: this.trouble };
    if (this.wanted) return { kind: 'joining', again: this.wasIn };
    return this.server.state === 'unavailable' ? { kind: 'unavailable', reason: this.server.reason } : { kind: this.server.state };
  }

  /** True exactly when a call should be opened now. */
  get shouldOpen(): boolean {
    return this.wanted && this.connected && this.server.state === 'ready' && this.call === 'none' && !this.trouble;
  }

  get isWanted(): boolean {
    return this.wanted;
  }

  want(): void {
    this.wanted = true;
    this.wasIn = false;
    this.tries = 0;
    this.trouble = undefined;
  }

  unwant(): void {
    this.wanted = this.wasIn = false;
    this.call = 'none';
    this.trouble = undefined;
  }

  connect(connected: boolean): void {
    this.connected = connected;
    if (!connected) this.server = { state: 'preparing' }; // until the server says otherwise again
  }

  /** Nobody is brought back, with an open microphone, long after voice had been given up: `unavailable` ends the wish too. */
  hearServer(server: VoiceState): void {
    this.server = server;
    if (server.state === 'unavailable') this.unwant();
  }

  /** No call stands any more, for no fault of the room: another one may be opened at once. */
  gone(): void {
    this.call = 'none';
  }

  opening(): void {
    this.call = 'opening';
  }

  opened(nowMs: number): void {
    this.call = 'open';
    this.wasIn = true;
    this.openedAtMs = nowMs;
  }

  /** The call ended from without: lost on the way, or the server's worker was replaced. */
  lost(nowMs: number): number | undefined {
    if (this.call === 'open' && nowMs - this.openedAtMs >= SOUND_MS) this.tries = 0;
    return this.failed('voice.refused');
  }

  /** Milliseconds until the next try, or `undefined` where there is none and the person has to decide. */
  failed(trouble: VoiceTrouble): number | undefined {
    this.call = 'none';
    if (!this.wanted) return undefined;
    const waitMs = FINAL.has(trouble) ? undefined : RETRY_MS[this.tries++];
    if (waitMs === undefined) {
      this.trouble = trouble;
      this.wanted = false;
    }
    return waitMs;
  }

  /** The server took the room away and will say when to come back. */
  reset(): void {
    this.call = 'none';
    this.server = { state: 'preparing' };
  }
}
