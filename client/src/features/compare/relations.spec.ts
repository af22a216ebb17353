import type { SlideAlignment } from '@parfocal/shared/api';
import { carriedPoint, SAME_PLACE } from '@parfocal/shared/geometry';
import { startingRelation, storedRelation } from './relations';
import { placed } from './testing/placed-slides';

const moved = (slideA: string, slideB: string, dx: number): SlideAlignment => ({ slideA, slideB, scale: 1, rotation: 0, dx, dy: 0, personId: 'p', at: 0 });

describe('storedRelation', () => {
  const alignments = [moved('a', 'b', 10), moved('b', 'c', 100), moved('d', 'c', 1000)];
  const dxBetween = (from: string, to: string): number | undefined => storedRelation(alignments, from, to)?.dx;

  it('goes a pair in both directions, and a slide to itself', () => {
    expect([dxBetween('a', 'b'), dxBetween('b', 'a'), dxBetween('a', 'a')]).toEqual([10, -10, 0]);
  });

  it('goes by way of slides between', () => {
    expect([dxBetween('a', 'c'), dxBetween('a', 'd'), dxBetween('d', 'a')]).toEqual([110, -890, 890]);
  });

  it('takes the way with the fewest slides between', () => {
    expect(storedRelation([...alignments, moved('a', 'd', 7)], 'a', 'd')?.dx).toBe(7);
  });

  it('knows none to a slide that nobody aligned', () => {
    expect(dxBetween('a', 'e')).toBeUndefined();
  });
});

describe('startingRelation', () => {
  it('shows both at the same magnification, middle on middle', () => {
    const relation = startingRelation(placed('a'), placed('b', { mppX: 0.5, mppY: 0.5, widthPx: 1000, heightPx: 600 }));
    expect(relation).toMatchObject({ scale: 0.5, rotation: 0 });
    expect(carriedPoint(relation, { x: 2000, y: 1000 })).toEqual({ x: 500, y: 300 });
  });

  it('takes the middle of what was scanned, where the file tells', () => {
    const relation = startingRelation(placed('a', { bounds: { x: 1000, y: 0, widthPx: 2000, heightPx: 1000 } }), placed('b'));
    expect(carriedPoint(relation, { x: 2000, y: 500 })).toEqual({ x: 2000, y: 1000 });
  });

  it('goes pixel by pixel where one scale is unknown', () => {
    expect(startingRelation(placed('a'), placed('b', { mppX: undefined })).scale).toBe(1);
  });

  it('lays a slide on itself', () => {
    expect(startingRelation(placed('a'), placed('a'))).toEqual(SAME_PLACE);
  });
});
