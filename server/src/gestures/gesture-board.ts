import { encodeGestures, type Gesture, type GestureText, type PeerGesture } from '@parfocal/shared/protocol';

/** The newest gesture of each peer of one session, and which of them are news. */
export class GestureBoard {
  private readonly newest = new Map<number, PeerGesture>();
  private readonly news = new Set<number>();

  put(number: number, gesture: Gesture): void {
    this.newest.set(number, { ...gesture, number });
    this.news.add(number);
  }

  /** Returns whether there was one. */
  hidePointer(number: number): boolean {
    const known = this.newest.get(number);
    if (!known?.pointer) return false;
    this.put(number, { ...known, pointer: null });
    return true;
  }

  /** The peer left, or looks at another slide, on which its last position means nothing. */
  forget(number: number): void {
    this.newest.delete(number);
    this.news.delete(number);
  }

  /** What moved since this was last asked, if anything did. */
  takeNews(): GestureText | undefined {
    if (this.news.size === 0) return undefined;
    const frame = encodeGestures(this.gesturesOf(this.news), this.news.size);
    this.news.clear();
    return frame;
  }

  /** Everything that is known, for those who missed something. */
  whole(): GestureText | undefined {
    return this.newest.size === 0 ? undefined : encodeGestures(this.newest.values(), this.newest.size);
  }

  private *gesturesOf(numbers: Iterable<number>): Iterable<PeerGesture> {
    for (const number of numbers) yield this.newest.get(number)!;
  }
}
