import type { SlideView } from '@parfocal/shared/geometry';
import { jest } from '@jest/globals';
import { MarkRaster } from './mark-raster';
import type { Press } from './press';

const view: SlideView = { x: 0, y: 0, resolution: 1, rotation: 0, widthPx: 1000, heightPx: 500 };
const moved = { ...view, x: 50 };

/** A press whose pictures take so many steps of 100. */
class CountingPress implements Press {
  view: SlideView | undefined;
  begun: SlideView[] = [];
  laid: SlideView | undefined;
  steps = 1;

  weigh = (): number => 100 * this.steps;
  *begin(shown: SlideView): Generator<number, void> {
    this.begun.push(shown);
    for (let i = 0; i < this.steps; i++) yield 100;
  }
  reveal(): void {
    this.view = this.begun.at(-1);
  }
  layOver(shown: SlideView): void {
    this.laid = shown;
  }
  hide = jest.fn();
  clear(): void {
    this.view = undefined;
  }
  dispose(): void {}
}

describe('MarkRaster', () => {
  let press: CountingPress;
  let revision: number;
  let raster: MarkRaster;
  let nowMs: number;
  const frame = (shown: SlideView): boolean => raster.paint(shown, (nowMs += 16));

  beforeEach(() => {
    [press, revision, nowMs] = [new CountingPress(), 1, 0];
    raster = new MarkRaster(press, () => revision, { first: 300, least: 100, most: 300 });
    // A clock that stands still: only the pace decides.
    jest.spyOn(performance, 'now').mockReturnValue(0);
  });
  afterEach(() => jest.restoreAllMocks());

  it('paints a few anew for every view, in the frame itself', () => {
    expect(frame(view)).toBe(false);
    expect(frame(moved)).toBe(false);
    expect(press.begun).toEqual([view, moved]);
    expect(raster.revision).toBe(1);
  });

  it('paints many over several frames, with room around, and shows them when they are whole', () => {
    press.steps = 8;
    expect([frame(view), frame(view)]).toEqual([true, true]);
    expect([press.view, raster.revision]).toEqual([undefined, -1]);
    expect(frame(view)).toBe(false);
    expect([press.view?.widthPx, raster.revision]).toEqual([1400, 1]);
  });

  it('moves the picture of many while the slide moves, and paints it anew once it rests', () => {
    press.steps = 8;
    while (frame(view));
    expect(frame(moved)).toBe(true);
    expect([press.begun.length, press.laid]).toEqual([1, moved]);
    while (frame(moved));
    expect(press.view).toMatchObject({ x: moved.x });
  });

  it('paints many anew on the way when the picture no longer fills the window', () => {
    press.steps = 8;
    while (frame(view));
    for (let x = 0; x <= 300; x += 50) frame({ ...view, x });
    expect(press.begun).toHaveLength(2);
  });

  it('paints anew what changed, also while it paints', () => {
    press.steps = 8;
    frame(view);
    revision = 2;
    while (frame(view));
    expect([press.begun.length, raster.revision]).toEqual([2, 2]);
  });

  it('begins anew after another took its place', () => {
    frame(view);
    raster.hide();
    expect([press.hide.mock.calls.length, raster.revision]).toEqual([1, -1]);
    frame(view);
    expect(raster.revision).toBe(1);
  });
});
