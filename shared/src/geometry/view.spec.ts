import fc from 'fast-check';
import { distancePx, fittedView, type SlideView, toScreen, viewBox, viewCorners, viewOfBox } from './index.js';

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const sizePx = fc.integer({ min: 1, max: 8000 });
const size = fc.record({ widthPx: sizePx, heightPx: sizePx });
const rotation = fc.double({ min: -10, max: 10, noNaN: true });
const view: fc.Arbitrary<SlideView> = fc.record({
  x: coordinate, y: coordinate, resolution: fc.double({ min: 1 / 64, max: 512, noNaN: true }), rotation, widthPx: sizePx, heightPx: sizePx, isFlipped: fc.boolean(),
});
const UPRIGHT: SlideView = { x: 1000, y: 500, resolution: 2, rotation: 0, widthPx: 400, heightPx: 200 };

/** A thousandth of a CSS pixel, for what floating point may lose. */
const SLACK_PX = 1e-3;

describe('viewCorners', () => {
  it('are clockwise from the top left', () => {
    expect(viewCorners(UPRIGHT)).toEqual([{ x: 600, y: 300 }, { x: 1400, y: 300 }, { x: 1400, y: 700 }, { x: 600, y: 700 }]);
  });

  it('turn against the picture: when it turns right by a quarter, its lower left comes to the top left', () => {
    const [topLeft, topRight] = viewCorners({ ...UPRIGHT, rotation: Math.PI / 2 });
    expect(distancePx(topLeft!, { x: 800, y: 900 })).toBeLessThan(1e-9);
    expect(distancePx(topRight!, { x: 800, y: 100 })).toBeLessThan(1e-9);
  });

  it('are what toScreen puts into the corners of the window', () => {
    fc.assert(
      fc.property(view, (one) => {
        const screen = [[0, 0], [one.widthPx, 0], [one.widthPx, one.heightPx], [0, one.heightPx]];
        viewCorners(one).forEach((corner, i) => {
          const at = toScreen(one, corner);
          expect(Math.hypot(at.x - screen[i]![0]!, at.y - screen[i]![1]!)).toBeLessThan(SLACK_PX);
        });
      }),
    );
  });

  it('in a mirror are the same places, with left and right swapped on the screen', () => {
    const [topLeft, topRight, bottomRight, bottomLeft] = viewCorners({ ...UPRIGHT, rotation: 1 });
    expect(viewCorners({ ...UPRIGHT, rotation: 1, isFlipped: true })).toEqual([topRight, topLeft, bottomLeft, bottomRight]);
  });

  it('lie on the sides of viewBox', () => {
    expect(viewBox(UPRIGHT)).toEqual({ minX: 600, minY: 300, maxX: 1400, maxY: 700 });
    const turned = viewBox({ ...UPRIGHT, rotation: -Math.PI / 2 });
    expect([turned.minX, turned.minY, turned.maxX, turned.maxY].map(Math.round)).toEqual([800, 100, 1200, 900]);
  });
});

describe('toScreen', () => {
  it('has the centre of the view in the middle of the window, however it is turned', () => {
    fc.assert(
      fc.property(view, (one) => {
        const at = toScreen(one, one);
        expect(Math.hypot(at.x - one.widthPx / 2, at.y - one.heightPx / 2)).toBeLessThan(SLACK_PX);
      }),
    );
  });

  it('turns what lies to the right of the centre clockwise', () => {
    const at = toScreen({ ...UPRIGHT, rotation: Math.PI / 2 }, { x: 1100, y: 500 });
    expect(at.x).toBeCloseTo(200, 9);
    expect(at.y).toBeCloseTo(150, 9);
  });
});

describe('fittedView', () => {
  it('is the same view in a window of the same size', () => {
    fc.assert(fc.property(view, (one) => expect(fittedView(one, one)).toEqual(one)));
  });

  it('shows everything that the leader sees in a window of any shape, however the leader has turned it', () => {
    fc.assert(
      fc.property(view, size, (leader, own) => {
        const fitted = fittedView(leader, own);
        for (const corner of viewCorners(leader)) {
          const { x, y } = toScreen(fitted, corner);
          expect(x >= -SLACK_PX && x <= own.widthPx + SLACK_PX && y >= -SLACK_PX && y <= own.heightPx + SLACK_PX).toBe(true);
        }
      }),
    );
  });

  it('shows no more than it has to: the leader’s window fills one side of one’s own', () => {
    fc.assert(
      fc.property(view, size, (leader, own) => {
        const fitted = fittedView(leader, own);
        const shares = [(leader.widthPx * leader.resolution) / (own.widthPx * fitted.resolution), (leader.heightPx * leader.resolution) / (own.heightPx * fitted.resolution)];
        expect(Math.max(...shares)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('keeps centre and rotation, and takes the size of one’s own window', () => {
    const fitted = fittedView({ ...UPRIGHT, rotation: 1 }, { widthPx: 100, heightPx: 300 });
    expect(fitted).toEqual({ x: 1000, y: 500, resolution: 8, rotation: 1, widthPx: 100, heightPx: 300 });
  });
});

describe('viewOfBox', () => {
  const box = fc.tuple(coordinate, coordinate, fc.double({ min: 0, max: 1e5, noNaN: true }), fc.double({ min: 0, max: 1e5, noNaN: true }))
    .map(([minX, minY, w, h]) => ({ minX, minY, maxX: minX + w, maxY: minY + h }));
  const margin = fc.double({ min: 0, max: 0.4, noNaN: true });

  it('has the whole box in the window, inside the margin, at any rotation', () => {
    fc.assert(
      fc.property(box, size, rotation, margin, (one, own, by, marginShare) => {
        const shown = viewOfBox(one, own, by, marginShare);
        const [marginX, marginY] = [own.widthPx * marginShare - SLACK_PX, own.heightPx * marginShare - SLACK_PX];
        for (const [x, y] of [[one.minX, one.minY], [one.maxX, one.minY], [one.maxX, one.maxY], [one.minX, one.maxY]] as const) {
          const at = toScreen(shown, { x, y });
          expect(at.x >= marginX && at.x <= own.widthPx - marginX && at.y >= marginY && at.y <= own.heightPx - marginY).toBe(true);
        }
      }),
    );
  });

  it('is as near as that allows', () => {
    expect(viewOfBox({ minX: 0, minY: 0, maxX: 900, maxY: 100 }, { widthPx: 500, heightPx: 500 })).toEqual({ x: 450, y: 50, resolution: 2, rotation: 0, widthPx: 500, heightPx: 500 });
    expect(viewOfBox({ minX: 0, minY: 0, maxX: 900, maxY: 100 }, { widthPx: 1000, heightPx: 100 }, Math.PI / 2).resolution).toBeCloseTo(10, 9);
  });

  it('does not go on to nothing for a box without extent', () => {
    expect(viewOfBox({ minX: 5, minY: 6, maxX: 5, maxY: 6 }, { widthPx: 500, heightPx: 500 })).toMatchObject({ x: 5, y: 6, resolution: 1 / 64 });
  });
});
