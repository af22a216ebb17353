import { PointingOut } from './pointing-out';
import type { PointerSample } from './sample';

const sample = (button = 0): PointerSample => ({ at: { x: 1, y: 2 }, xPx: 0, yPx: 0, shift: false, alt: false, command: false, button, touch: true, mayDraw: true, taps: 1, timeMs: 0 });

describe('pointing out', () => {
  let held: boolean[];
  let changes: number;
  let pointing: PointingOut;

  beforeEach(() => {
    [held, changes] = [[], 0];
    pointing = new PointingOut(() => changes++);
  });

  it('takes presses of the main button until it ends, and tells of each how long it lasts', () => {
    expect(pointing.press(sample())).toBeUndefined();
    const end = pointing.begin((isHeld) => held.push(isHeld));
    pointing.press(sample())!.end(sample());
    expect([held, pointing.cursor()]).toEqual([[true, false], 'crosshair']);
    end();
    expect([pointing.press(sample()), pointing.cursor(), changes]).toEqual([undefined, undefined, 2]);
  });

  it('leaves other buttons, and fingers beside a pen, to the others, and lets go when a second finger comes', () => {
    pointing.begin((isHeld) => held.push(isHeld));
    expect(pointing.press(sample(1))).toBeUndefined();
    expect(pointing.press({ ...sample(), mayDraw: false })).toBeUndefined();
    pointing.press(sample())!.cancel();
    expect(held).toEqual([true, false]);
  });

  it('another one who asks takes the place of the last, whose end is no longer one', () => {
    const end = pointing.begin(() => undefined);
    pointing.begin((isHeld) => held.push(isHeld));
    end();
    pointing.press(sample());
    expect(held).toEqual([true]);
  });
});
