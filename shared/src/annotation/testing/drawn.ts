import fc from 'fast-check';
import { type Annotation, LABEL_MAX, NOTE_MAX } from '../annotation.js';

/** A slide to draw on, in level-0 pixels. */
export const SLIDE = { widthPx: 40_000, heightPx: 30_000, zPlanes: 5 };

const quarters = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most * 4 }).map((n) => n / 4);
const vertex = fc.tuple(quarters(SLIDE.widthPx), quarters(SLIDE.heightPx));
const path = (least: number): fc.Arbitrary<number[]> => fc.array(vertex, { minLength: least, maxLength: 40 }).map((all) => all.flat());
const frame = fc.tuple(
  quarters(20_000).map((x) => x + 10_000), quarters(10_000).map((y) => y + 10_000), quarters(5_000), quarters(5_000),
  fc.oneof(fc.constant(0), fc.double({ min: -7, max: 7, noNaN: true }).map((angle) => angle || 0)),
);

/** Any shape as it may be stored: coordinates to a quarter of a pixel. */
export const shape: fc.Arbitrary<Pick<Annotation, 'kind' | 'geometry'>> = fc.oneof(
  fc.record({ kind: fc.constantFrom('point' as const, 'text' as const), geometry: vertex.map((at) => [...at]) }),
  fc.record({ kind: fc.constantFrom('line' as const, 'arrow' as const), geometry: fc.tuple(vertex, vertex).map((ends) => ends.flat()) }),
  fc.record({ kind: fc.constantFrom('rectangle' as const, 'ellipse' as const), geometry: frame.map((numbers) => [...numbers]) }),
  fc.record({ kind: fc.constant('polygon' as const), geometry: path(3) }),
  fc.record({ kind: fc.constant('freehand' as const), geometry: path(2) }),
  fc.record({ kind: fc.constant('freehand' as const), geometry: path(3).map((open) => [...open, open[0]!, open[1]!]) }),
);

const said = (most: number): fc.Arbitrary<string> => fc.string({ unit: 'grapheme', maxLength: 30 }).map((words) => words.trim().slice(0, most));

export const annotation: fc.Arbitrary<Annotation> = fc.record({
  id: fc.uuid({ version: 4 }),
  label: said(LABEL_MAX),
  note: said(NOTE_MAX),
  colour: fc.integer({ min: 0, max: 7 }),
  author: fc.uuid({ version: 4 }),
  createdAt: fc.integer({ min: 0, max: 4e12 }),
  classId: fc.constant(null),
  z: fc.option(fc.integer({ min: 0, max: SLIDE.zPlanes - 1 })),
  isLocked: fc.boolean(),
  deletedAt: fc.constant(null),
  drawn: shape,
}).map(({ drawn, ...rest }) => ({ ...rest, ...drawn }));

/** One annotation, whole. */
export const drawnAs = (rest: Partial<Annotation> = {}): Annotation => ({
  id: '0b6f4a52-6f0e-4d0e-8d51-3c1c7e0f9a11', kind: 'line', geometry: [0, 0, 10, 10], label: '', note: '', colour: 0,
  author: '7a1f8f0e-52a5-4f0e-9a4e-5a3c2b1d0e9f', createdAt: 1_763_000_000_000, classId: null, z: null, isLocked: false, deletedAt: null, ...rest,
});
