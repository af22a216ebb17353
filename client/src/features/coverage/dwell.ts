import type { SlideView } from '@parfocal/shared/geometry';
import type { CoverageGrid } from './coverage-grid';

/** How often the window is looked at. */
export const TICK_MS = 100;

/** Looks in a row that make a place seen: 300 ms from the first to the last. */
const LOOKS = 4;

/** Tells glances from looking: a place is seen once it was in a sharp window for 300 ms, at the least magnification meanwhile. */
export class Dwell {
  private readonly lastTick: Uint32Array;
  private readonly looks: Uint8Array;
  private readonly magnifications: number[] = [];
  private tick = 0;

  constructor(private readonly grid: CoverageGrid) {
    this.lastTick = new Uint32Array(grid.size);
    this.looks = new Uint8Array(grid.size);
  }

  /** One look, every {@link TICK_MS}; nothing while the window is not sharp or not there. Whether a place was newly seen. */
  look(view: SlideView | undefined, magnification: number): boolean {
    const now = ++this.tick;
    if (!view) {
      this.magnifications.length = 0;
      return false;
    }
    this.magnifications.push(magnification);
    if (this.magnifications.length > LOOKS) this.magnifications.shift();
    const least = Math.min(...this.magnifications);
    let isNews = false;
    this.grid.forEachIn(view, (cell) => {
      const looks = this.lastTick[cell] === now - 1 ? Math.min(LOOKS, this.looks[cell]! + 1) : 1;
      this.lastTick[cell] = now;
      this.looks[cell] = looks;
      if (looks === LOOKS && this.grid.see(cell, least)) isNews = true;
    });
    return isNews;
  }
}
