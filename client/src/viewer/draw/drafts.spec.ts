import { Annotation, type AnnotationKind, isClosed } from '@parfocal/shared/annotation';
import { toScreen } from '@parfocal/shared/geometry';
import { outlineOf } from '../marks/outline';
import type { DrawnShape } from '../slide-viewer';
import { boxBetween } from './box-draft';
import type { Draft, DraftState } from './draft';
import { draftOf } from './drafts';

const RESOLUTION = 2;
const sample = (x: number, y: number, { shift = false, taps = 1, rotation = 0 } = {}) => ({ at: { x, y }, resolution: RESOLUTION, rotation, shift, taps });

function drag(draft: Draft, path: readonly (readonly [number, number])[], options = {}): DraftState {
  const [first, ...rest] = path;
  draft.press(sample(...first!, options));
  for (const place of rest) draft.drag(sample(...place, options));
  return draft.release(sample(...path.at(-1)!, options));
}

function click(draft: Draft, x: number, y: number, taps = 1): DraftState {
  const pressed = draft.press(sample(x, y, { taps }));
  return pressed === 'going' ? draft.release(sample(x, y, { taps })) : pressed;
}

const isValid = (shape: DrawnShape): boolean =>
  Annotation.safeParse({ id: '0f9b6c1e-6f0e-4f6b-9a53-1c2d3e4f5a6b', ...shape, label: '', note: '', colour: 0, author: '0f9b6c1e-6f0e-4f6b-9a53-1c2d3e4f5a6b', createdAt: 0 }).success;

describe('drafts', () => {
  it('a point and a text lie where they were let go', () => {
    for (const kind of ['point', 'text'] as const) {
      const draft = draftOf(kind);
      expect(drag(draft, [[1, 2], [3, 4]])).toBe('done');
      expect(draft.finished()).toEqual({ kind, geometry: [3, 4] });
    }
  });

  it('a line is dragged, or clicked at both ends', () => {
    const dragged = draftOf('line');
    expect(drag(dragged, [[10, 10], [60, 30]])).toBe('done');
    expect(dragged.finished()).toEqual({ kind: 'line', geometry: [10, 10, 60, 30] });

    const clicked = draftOf('arrow');
    expect(click(clicked, 10, 10)).toBe('going');
    clicked.hover(sample(30, 30));
    expect(clicked.preview()?.geometry).toEqual([10, 10, 30, 30]);
    expect(click(clicked, 60, 30)).toBe('done');
    expect(clicked.finished()).toEqual({ kind: 'arrow', geometry: [10, 10, 60, 30] });
  });

  it('two clicks at one place are no line', () => {
    const draft = draftOf('line');
    click(draft, 10, 10);
    expect(click(draft, 11, 10)).toBe('void');
  });

  it('a rectangle goes from corner to corner in any direction', () => {
    const draft = draftOf('rectangle');
    expect(drag(draft, [[110, 90], [10, 30]])).toBe('done');
    expect(draft.finished()).toEqual({ kind: 'rectangle', geometry: [60, 60, 50, 30, 0] });
  });

  it('on a turned slide it is upright on the screen', () => {
    const view = { x: 0, y: 0, resolution: RESOLUTION, rotation: 0.6, widthPx: 800, heightPx: 600 };
    const geometry = boxBetween({ x: -50, y: 20 }, { x: 90, y: 70 }, view.rotation, false);
    expect(geometry[4]).toBe(-0.6);
    const [a, b, c] = outlineOf({ kind: 'rectangle', geometry }).points.map((point) => toScreen(view, point));
    expect(a!.y).toBeCloseTo(b!.y, 9);
    expect(b!.x).toBeCloseTo(c!.x, 9);
  });

  it('with Shift both axes are the shorter one', () => {
    const draft = draftOf('ellipse');
    drag(draft, [[0, 0], [100, -40]], { shift: true });
    expect(draft.finished()).toEqual({ kind: 'ellipse', geometry: [20, -20, 20, 20, 0] });
  });

  it('a drag that only trembled is no shape of any kind', () => {
    for (const kind of ['rectangle', 'ellipse', 'freehand'] as const) expect(drag(draftOf(kind), [[0, 0], [2, 1]])).toBe('void');
    expect(drag(draftOf('rectangle'), [[0, 0], [100, 1]])).toBe('void');
  });

  const triangle = (): Draft => {
    const draft = draftOf('polygon');
    for (const [x, y] of [[0, 0], [100, 0], [100, 100]] as const) click(draft, x, y);
    return draft;
  };

  it('a polygon closes by a double click, at its first vertex, or by Enter, and never repeats a vertex', () => {
    const byDouble = triangle();
    expect(click(byDouble, 101, 101, 2)).toBe('done');
    expect(byDouble.finished().geometry).toEqual([0, 0, 100, 0, 100, 100]);

    const byFirst = triangle();
    byFirst.hover(sample(50, 50));
    expect(click(byFirst, 3, -3)).toBe('done');
    expect(byFirst.finished().geometry).toEqual([0, 0, 100, 0, 100, 100]);

    const byEnter = triangle();
    expect(byEnter.close!()).toBe('done');
    expect(byEnter.finished().geometry).toEqual([0, 0, 100, 0, 100, 100]);
  });

  it('a polygon takes back vertices, down to nothing, and does not close with two', () => {
    const draft = triangle();
    expect(draft.back!()).toBe('going');
    expect(draft.close!()).toBe('going');
    draft.back!();
    expect(draft.back!()).toBe('void');
  });

  it('a polygon without area is none', () => {
    const draft = draftOf('polygon');
    for (const x of [0, 50, 100]) click(draft, x, 0);
    expect(draft.close!()).toBe('void');
  });

  const circle = (share: number) => Array.from({ length: 200 }, (_, i) => [500 + 200 * Math.cos((2 * Math.PI * share * i) / 199), 500 + 200 * Math.sin((2 * Math.PI * share * i) / 199)] as const);

  it('a stroke that comes back encloses an area: its last vertex is its first, exactly', () => {
    const draft = draftOf('freehand');
    expect(drag(draft, circle(0.99))).toBe('done');
    const shape = draft.finished();
    expect(isClosed(shape)).toBe(true);
    expect(shape.geometry.length / 2).toBeLessThan(60);
  });

  it('one that does not stays a stroke', () => {
    const draft = draftOf('freehand');
    drag(draft, circle(0.8));
    expect(isClosed(draft.finished())).toBe(false);
  });

  it('every finished shape is what the contract takes', () => {
    const kinds: readonly AnnotationKind[] = ['point', 'text', 'line', 'arrow', 'rectangle', 'ellipse', 'freehand'];
    for (const kind of kinds) {
      const draft = draftOf(kind);
      drag(draft, [[0, 0], [40, 60], [90, 120]]);
      expect([kind, isValid(draft.finished())]).toEqual([kind, true]);
    }
    expect(isValid(triangle().finished())).toBe(true);
  });
});
