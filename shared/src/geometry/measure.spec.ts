import fc from 'fast-check';
import { areaOf, axesArea, lengthOf, magnificationOf, meanMpp, resolutionAt } from './index.js';

/** Pixels twice as high as wide: a unit that forgets one of the two sides shows. */
const SLANTED = { mppX: 0.25, mppY: 0.5 };

const positive = fc.double({ min: 0.01, max: 1000, noNaN: true });
const mpp = fc.record({ mppX: positive, mppY: positive });
const coordinate = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

describe('lengthOf', () => {
  it('measures each direction by its own scale', () => {
    expect(lengthOf([{ x: 0, y: 0 }, { x: 400, y: 0 }], SLANTED)).toEqual({ value: 100, unit: 'µm' });
    expect(lengthOf([{ x: 0, y: 0 }, { x: 0, y: 400 }], SLANTED)).toEqual({ value: 200, unit: 'µm' });
    expect(lengthOf([{ x: 0, y: 0 }, { x: 12, y: 8 }], SLANTED)).toEqual({ value: 5, unit: 'µm' });
  });

  it('stays in pixels where the scale is unknown', () => {
    expect(lengthOf([{ x: 0, y: 0 }, { x: 3, y: 4 }])).toEqual({ value: 5, unit: 'px' });
  });

  it('adds up the pieces of a path, which is not closed by itself', () => {
    expect(lengthOf([{ x: 0, y: 0 }, { x: 3, y: 4 }, { x: 3, y: 10 }]).value).toBe(11);
  });

  it('is nothing for a path that goes nowhere', () => {
    expect(lengthOf([]).value).toBe(0);
    expect(lengthOf([{ x: 7, y: 7 }], SLANTED).value).toBe(0);
  });
});

describe('areaOf', () => {
  const square = [{ x: 10, y: 10 }, { x: 30, y: 10 }, { x: 30, y: 20 }, { x: 10, y: 20 }];

  it('closes the ring by itself and does not mind which way round it goes', () => {
    expect(areaOf(square)).toEqual({ value: 200, unit: 'px²' });
    expect(areaOf(square.toReversed())).toEqual({ value: 200, unit: 'px²' });
  });

  it('scales by both sides of a pixel', () => {
    expect(areaOf(square, SLANTED)).toEqual({ value: 25, unit: 'µm²' });
  });

  it('counts a first vertex that is repeated at the end once', () => {
    expect(areaOf([...square, square[0]!]).value).toBe(200);
  });

  it('is nothing without an inside', () => {
    expect(areaOf([]).value).toBe(0);
    expect(areaOf([{ x: 0, y: 0 }, { x: 5, y: 5 }]).value).toBe(0);
  });

  it('does not depend on where on the slide the ring lies', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), point, (ring, by) => {
        const moved = ring.map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
        expect(Math.abs(areaOf(moved).value - areaOf(ring).value)).toBeLessThan(1e-1);
      }),
    );
  });
});

describe('axesArea', () => {
  it('is that of a rectangle with 4 and of an ellipse with π', () => {
    expect(axesArea(10, 5, 4)).toEqual({ value: 200, unit: 'px²' });
    expect(axesArea(10, 5, Math.PI).value).toBeCloseTo(157.08, 2);
    expect(axesArea(10, 5, 4, SLANTED)).toEqual({ value: 25, unit: 'µm²' });
  });

  it('is never negative, though a half axis may have been drawn backwards', () => {
    expect(axesArea(-10, 5, 4).value).toBe(200);
  });
});

describe('magnification', () => {
  it('is 40x at a quarter of a micron a pixel, as scanners name it', () => {
    expect(magnificationOf(1, { mppX: 0.25, mppY: 0.25 })).toBe(40);
    expect(magnificationOf(4, { mppX: 0.25, mppY: 0.25 })).toBe(10);
    expect(resolutionAt(20, { mppX: 0.25, mppY: 0.25 })).toBe(2);
    expect(resolutionAt(40, { mppX: 0.5, mppY: 0.5 })).toBe(0.5);
  });

  it('takes a pixel that is not square for one of the same area', () => {
    expect(meanMpp({ mppX: 0.2, mppY: 0.8 })).toBeCloseTo(0.4, 12);
  });

  it('and resolution are inverse', () => {
    fc.assert(
      fc.property(positive, mpp, (magnification, scale) => {
        expect(magnificationOf(resolutionAt(magnification, scale), scale) / magnification).toBeCloseTo(1, 9);
      }),
    );
  });
});
