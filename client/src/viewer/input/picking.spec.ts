import type { SlidePoint } from '@parfocal/shared/geometry';
import { Picking } from './picking';
import type { PointerSample } from './sample';

const sample = (x: number, button = 0): PointerSample => ({ at: { x, y: 2 }, xPx: 0, yPx: 0, shift: false, alt: false, command: false, button, touch: false, mayDraw: true, taps: 1, timeMs: 0 });

describe('picking', () => {
  let picked: (SlidePoint | null)[];
  let changes: number;
  let picking: Picking;
  const note = (at: SlidePoint | null): void => void picked.push(at);

  beforeEach(() => {
    [picked, changes] = [[], 0];
    picking = new Picking(() => changes++);
  });

  it('answers one press, on release, and no other', () => {
    picking.begin(note);
    const gesture = picking.press(sample(1))!;
    expect(picked).toEqual([]);
    gesture.end(sample(5));
    expect([picked, picking.press(sample(9)), changes]).toEqual([[{ x: 5, y: 2 }], undefined, 2]);
  });

  it('leaves other buttons, and a press that a second finger took, to the others', () => {
    picking.begin(note);
    expect(picking.press(sample(1, 2))).toBeUndefined();
    picking.press(sample(1))!.cancel();
    expect([picked, picking.isOn]).toEqual([[], true]);
  });

  it('Escape ends it with nothing, and is not taken where there is nothing to end', () => {
    expect(picking.key('Escape')).toBe(false);
    picking.begin(note);
    expect([picking.key('a'), picking.key('Escape'), picked]).toEqual([false, true, [null]]);
  });

  it('the next one to ask takes the place of the last; who gave up hears nothing', () => {
    picking.begin(note);
    const giveUp = picking.begin(() => picked.push({ x: -1, y: -1 }));
    giveUp();
    picking.end({ x: 3, y: 3 });
    expect([picked, picking.isOn]).toEqual([[null], false]);
  });
});
