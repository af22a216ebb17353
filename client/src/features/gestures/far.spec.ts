import { fittedView, type SlideView } from '@parfocal/shared/geometry';
import { isFar, outlineIn } from './far';

const view = (rest: Partial<SlideView> = {}): SlideView => ({ x: 0, y: 0, resolution: 2, rotation: 0, widthPx: 800, heightPx: 600, ...rest });

describe('isFar', () => {
  it('is what lies more than two windows away, by the larger window', () => {
    expect([isFar(view(), view({ x: 3_200 })), isFar(view(), view({ x: 3_201 }))]).toEqual([false, true]);
    expect(isFar(view(), view({ x: 3_201, resolution: 4 }))).toBe(false);
  });
});

describe('outlineIn', () => {
  it('says nothing of the same window, also turned and in a mirror', () => {
    expect(outlineIn(view(), view())).toBeUndefined();
    expect(outlineIn(view({ rotation: 1, isFlipped: true }), view({ rotation: 1 }))).toBeUndefined();
  });

  it('is the other window in one’s own', () => {
    const other = view({ widthPx: 400, heightPx: 600 });
    expect(outlineIn(fittedView(other, view()), other)).toEqual([{ x: 200, y: 0 }, { x: 600, y: 0 }, { x: 600, y: 600 }, { x: 200, y: 600 }]);
  });
});
