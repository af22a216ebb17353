import { markOf } from '../testing/marks';
import { bestHit, contains, hitOf } from './hit-test';
import { MarkEntry, PaintedShape } from './mark-entry';

const entry = (id: string, ...shape: [Parameters<typeof markOf>[1], number[]]) => new MarkEntry(markOf(id, ...shape), 0, 0);
const large = entry('large', 'rectangle', [500, 500, 400, 400, 0]);
const small = entry('small', 'ellipse', [500, 500, 60, 40, 0]);
const line = entry('line', 'line', [100, 480, 900, 480]);

describe('hit test', () => {
  it('meets a line within reach, and not past its ends', () => {
    const shape = new PaintedShape({ kind: 'line', geometry: [0, 0, 100, 0] });
    expect(hitOf(shape, { x: 50, y: 7 }, 8, 1)).toEqual({ distance: 7, inside: false });
    expect(hitOf(shape, { x: 50, y: 9 }, 8, 1)).toBeUndefined();
    expect(hitOf(shape, { x: 110, y: 0 }, 8, 1)).toBeUndefined();
  });

  it('meets the inside of areas only', () => {
    const open = [0, 0, 100, 0, 100, 100, 0, 100];
    expect(hitOf(new PaintedShape({ kind: 'polygon', geometry: open }), { x: 50, y: 50 }, 8, 1)?.inside).toBe(true);
    expect(hitOf(new PaintedShape({ kind: 'freehand', geometry: open }), { x: 50, y: 50 }, 8, 1)).toBeUndefined();
  });

  it('respects the turn of a frame', () => {
    const shape = new PaintedShape({ kind: 'rectangle', geometry: [0, 0, 100, 10, Math.PI / 2] });
    expect(hitOf(shape, { x: 0, y: 90 }, 1, 1)?.inside).toBe(true);
    expect(hitOf(shape, { x: 90, y: 0 }, 1, 1)).toBeUndefined();
  });

  it('prefers a near line to any inside, and the smaller area to the larger', () => {
    expect(bestHit([small, large, line], { x: 500, y: 483 }, 8, 1)).toBe(line);
    expect(bestHit([large, small], { x: 500, y: 510 }, 8, 1)).toBe(small);
    expect(bestHit([large, small], { x: 200, y: 700 }, 8, 1)).toBe(large);
    expect(bestHit([large, small], { x: 0, y: 0 }, 8, 1)).toBeUndefined();
  });

  it('knows a hole that a ring crosses into', () => {
    expect(contains([{ x: 0, y: 0 }, { x: 10, y: 10 }, { x: 10, y: 0 }, { x: 0, y: 10 }], { x: 5, y: 1 })).toBe(false);
  });
});
