import type { SlideBox, SlideView } from '@parfocal/shared/geometry';
import { toSlide } from '../camera/screen';
import { Boxing } from './boxing';
import type { PointerSample } from './sample';

const VIEW: SlideView = { x: 500, y: 500, resolution: 2, rotation: 0, widthPx: 400, heightPx: 300 };
const box = (minX: number, minY: number, maxX: number, maxY: number): SlideBox => ({ minX, minY, maxX, maxY });

describe('boxing', () => {
  let view: SlideView;
  let isAllowed: boolean;
  let heard: string[][];
  let clicks: number;
  let boxing: Boxing;
  const marks = [{ id: 'in', box: box(480, 480, 520, 520) }, { id: 'half', box: box(560, 480, 700, 520) }, { id: 'out', box: box(900, 900, 910, 910) }];

  const sample = (xPx: number, yPx: number, rest: Partial<PointerSample> = {}): PointerSample => ({
    xPx, yPx, at: toSlide(view, { xPx, yPx }), shift: false, alt: false, command: true, button: 0, touch: false, mayDraw: true, taps: 1, timeMs: 0, ...rest,
  });
  beforeEach(() => {
    [view, isAllowed, heard, clicks] = [VIEW, true, [], 0];
    boxing = new Boxing({
      view: () => view,
      within: ({ minX, minY, maxX, maxY }) => marks.filter((one) => one.box.maxX >= minX && one.box.minX <= maxX && one.box.maxY >= minY && one.box.minY <= maxY),
      allowed: () => isAllowed,
      onClick: () => clicks++,
      onChange: () => undefined,
    });
    boxing.boxed.add((ids) => heard.push(ids));
  });

  const drag = (from: [number, number], to: [number, number]): void => {
    const gesture = boxing.press(sample(...from))!;
    gesture.move(sample(...to));
    gesture.end(sample(...to));
  };

  it.each([0, Math.PI / 6])('picks what lies wholly in it, whichever corner it begins at, with the slide turned by %d', (rotation) => {
    view = { ...VIEW, rotation };
    drag([170, 120], [245, 180]);
    drag([245, 180], [170, 120]);
    expect(heard).toEqual([['in'], ['in']]);
  });

  it('shows itself while it is drawn, upright on the screen', () => {
    const gesture = boxing.press(sample(100, 100))!;
    expect(boxing.preview()).toBeUndefined();
    gesture.move(sample(200, 150));
    expect(boxing.preview()?.painted.shape).toEqual({ kind: 'rectangle', geometry: [400, 450, 100, 50, 0] });
    gesture.end(sample(200, 150));
    expect(boxing.preview()).toBeUndefined();
  });

  it('leaves presses without the key, of other buttons and with a tool in hand to the others', () => {
    expect([boxing.press(sample(0, 0, { command: false })), boxing.press(sample(0, 0, { button: 2 }))]).toEqual([undefined, undefined]);
    isAllowed = false;
    expect([boxing.press(sample(0, 0)), boxing.cursor(sample(0, 0))]).toEqual([undefined, undefined]);
  });

  it('that moved nothing was a click, and one that was taken away is nothing', () => {
    drag([100, 100], [101, 101]);
    expect([heard, clicks]).toEqual([[], 1]);
    const gesture = boxing.press(sample(100, 100))!;
    gesture.move(sample(300, 250));
    gesture.cancel();
    expect([heard, clicks, boxing.preview()]).toEqual([[], 1, undefined]);
  });
});
