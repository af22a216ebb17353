import { type SlideView, viewBox } from '@parfocal/shared/geometry';
import type { MarkStore } from '../mark-store';

/** So many annotations in the window are a crowd; it ends below the second number, so that nothing flickers between. */
const CROWD_FROM = 1_000;
const CROWD_TO = 700;
/** Counting a hundred thousand takes milliseconds: not in every frame. */
const COUNT_INTERVAL_MS = 200;

/** Whether there are so many annotations in the window that the graphics card should paint them. */
export class CrowdWatch {
  private isCrowd = false;
  private countedAtMs = -Infinity;
  private counted: { readonly view: SlideView; readonly revision: number } | undefined;

  constructor(private readonly store: MarkStore) {}

  look(view: SlideView, nowMs: number): boolean {
    const least = this.isCrowd ? CROWD_TO : CROWD_FROM;
    if (this.store.size < least) this.isCrowd = false;
    else if (nowMs - this.countedAtMs >= COUNT_INTERVAL_MS && (this.counted?.view !== view || this.counted.revision !== this.store.revision)) {
      this.countedAtMs = nowMs;
      this.counted = { view, revision: this.store.revision };
      this.isCrowd = this.store.countWithin(viewBox(view)) >= least;
    }
    return this.isCrowd;
  }
}
