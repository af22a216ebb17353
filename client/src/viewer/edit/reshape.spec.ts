import { frameCorners, isClosed } from '@parfocal/shared/annotation';
import { handleAt, handlesOf } from './handles';
import { reshaped, withoutVertex } from './reshape';

const frame = { kind: 'rectangle', geometry: [500, 500, 100, 50, 0.5] } as const;
const rectangle = { ...frame, geometry: [...frame.geometry] };
const polygon = { kind: 'polygon' as const, geometry: [0, 0, 100, 0, 100, 100, 0, 100] };
const ring = { kind: 'freehand' as const, geometry: [0, 0, 100, 0, 100, 100, 0, 100, 0, 0] };

describe('handles', () => {
  it('a frame has eight, corners on its corners', () => {
    const handles = handlesOf(rectangle, 1);
    expect(handles).toHaveLength(8);
    const corners = handles.filter(({ role }) => role.kind === 'frame' && role.sx !== 0 && role.sy !== 0).map(({ at }) => at);
    expect(corners).toEqual(frameCorners(rectangle.geometry));
  });

  it('a polygon has one a vertex and one on each edge that is long enough on the screen', () => {
    expect(handlesOf(polygon, 1)).toHaveLength(8);
    expect(handlesOf(polygon, 4).every(({ role }) => role.kind === 'vertex')).toBe(true);
  });

  it('a closed stroke does not show the repeated vertex twice', () => {
    expect(handlesOf(ring, 1).filter(({ role }) => role.kind === 'vertex')).toHaveLength(4);
  });

  it('handles that would lie on each other are left out', () => {
    const dense = { kind: 'freehand' as const, geometry: Array.from({ length: 400 }, (_, i) => (i % 2 ? 0 : i)) };
    expect(handlesOf(dense, 1).length).toBeLessThan(40);
  });

  it('the nearest is taken, within reach', () => {
    const handles = handlesOf(polygon, 1);
    expect(handleAt(handles, { x: 97, y: 2 }, 8)?.role).toEqual({ kind: 'vertex', index: 1 });
    expect(handleAt(handles, { x: 50, y: 3 }, 8)?.role).toEqual({ kind: 'midpoint', index: 0 });
    expect(handleAt(handles, { x: 70, y: 70 }, 8)).toBeUndefined();
  });
});

describe('reshaping', () => {
  it('a dragged corner comes to the pointer, the opposite one stays, the angle too', () => {
    const opposite = frameCorners(rectangle.geometry)[0]!;
    const to = { x: 640, y: 620 };
    const geometry = reshaped(rectangle, { kind: 'frame', sx: 1, sy: 1 }, to, 1, false);
    const corners = frameCorners(geometry);
    expect(corners[2]!.x).toBeCloseTo(to.x, 9);
    expect(corners[2]!.y).toBeCloseTo(to.y, 9);
    expect(corners[0]!.x).toBeCloseTo(opposite.x, 9);
    expect(corners[0]!.y).toBeCloseTo(opposite.y, 9);
    expect(geometry[4]).toBe(0.5);
  });

  it('a dragged side changes one axis only', () => {
    const geometry = reshaped({ kind: 'ellipse', geometry: [0, 0, 100, 50, 0] }, { kind: 'frame', sx: -1, sy: 0 }, { x: -300, y: 999 }, 1, false);
    expect(geometry).toEqual([-100, 0, 200, 50, 0]);
  });

  it('a frame never turns inside out or loses its area', () => {
    const geometry = reshaped({ kind: 'rectangle', geometry: [0, 0, 100, 50, 0] }, { kind: 'frame', sx: 1, sy: 0 }, { x: -500, y: 0 }, 2, false);
    expect(geometry).toEqual([-98, 0, 2, 50, 0]);
  });

  it('a vertex moves alone; the middle of an edge becomes one', () => {
    expect(reshaped(polygon, { kind: 'vertex', index: 2 }, { x: 7, y: 8 }, 1, false)).toEqual([0, 0, 100, 0, 7, 8, 0, 100]);
    expect(reshaped(polygon, { kind: 'midpoint', index: 3 }, { x: -5, y: 50 }, 1, false)).toEqual([0, 0, 100, 0, 100, 100, 0, 100, -5, 50]);
  });

  it('a closed stroke stays closed when its first vertex moves or goes', () => {
    const moved = reshaped(ring, { kind: 'vertex', index: 0 }, { x: 7, y: 8 }, 1, false);
    expect(moved).toEqual([7, 8, 100, 0, 100, 100, 0, 100, 7, 8]);
    const fewer = withoutVertex(ring, 0)!;
    expect(fewer).toEqual([100, 0, 100, 100, 0, 100, 100, 0]);
    expect(isClosed({ kind: 'freehand', geometry: fewer })).toBe(true);
  });

  it('no vertex is taken from a triangle, a line or a frame', () => {
    expect(withoutVertex(polygon, 1)).toEqual([0, 0, 100, 100, 0, 100]);
    expect(withoutVertex({ kind: 'polygon', geometry: [0, 0, 1, 0, 1, 1] }, 0)).toBeUndefined();
    expect(withoutVertex({ kind: 'line', geometry: [0, 0, 1, 0] }, 0)).toBeUndefined();
    expect(withoutVertex(rectangle, 0)).toBeUndefined();
  });
});
