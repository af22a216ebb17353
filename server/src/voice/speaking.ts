import type { Volume } from './volume.js';

/** A pause between words is not the end of speaking. */
export const LINGER_MS = 800;
/** Two people talking change places many times a second; the order is told at most this often, a new voice at once. */
export const ORDER_INTERVAL_MS = 1_000;

/** Turns levels into "who speaks", steady enough to draw rings around avatars. */
export class Speaking {
  private readonly heardAtMs = new Map<string, number>();
  private told: readonly string[] = [];
  private toldAtMs = Number.NEGATIVE_INFINITY;

  /** Who speaks, loudest first, where that is worth telling; `undefined` where it is not. */
  hear(volumes: readonly Volume[], nowMs: number): readonly string[] | undefined {
    for (const { peerId } of volumes) this.heardAtMs.set(peerId, nowMs);
    for (const [peerId, atMs] of this.heardAtMs) if (nowMs - atMs > LINGER_MS) this.heardAtMs.delete(peerId);
    const now = volumes.map(({ peerId }) => peerId);
    const lingering = this.told.filter((peerId) => this.heardAtMs.has(peerId) && !now.includes(peerId));
    return this.tell([...now, ...lingering], nowMs);
  }

  /** Someone left or muted: not speaking, whatever the last level said. */
  forget(peerId: string, nowMs: number): readonly string[] | undefined {
    this.heardAtMs.delete(peerId);
    return this.tell(this.told.filter((told) => told !== peerId), nowMs);
  }

  /** The last answer. */
  current(): readonly string[] {
    return this.told;
  }

  private tell(speaking: readonly string[], nowMs: number): readonly string[] | undefined {
    const same = speaking.length === this.told.length && speaking.every((peerId) => this.told.includes(peerId));
    const sameOrder = same && speaking.every((peerId, index) => peerId === this.told[index]);
    if (sameOrder || (same && nowMs - this.toldAtMs < ORDER_INTERVAL_MS)) return undefined;
    this.told = speaking;
    this.toldAtMs = nowMs;
    return speaking;
  }
}
