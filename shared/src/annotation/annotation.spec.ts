import { ABSENT, ANNOTATION_COLOURS, Annotation, type AnnotationKind, LABEL_MAX, MAX_VERTICES, NOTE_MAX, type StoredAnnotation, verticesOf } from './index.js';

const SOUND: StoredAnnotation = {
  id: '0b6f4a52-6f0e-4d0e-8d51-3c1c7e0f9a11',
  kind: 'line',
  geometry: [0, 0, 10, 10],
  label: 'margin',
  note: '',
  colour: 0,
  author: '7a1f8f0e-52a5-4f0e-9a4e-5a3c2b1d0e9f',
  createdAt: 1_763_000_000_000,
};
const numbers = (length: number): number[] => Array.from({ length }, (_, i) => i);
const takes = (change: object): boolean => Annotation.safeParse({ ...SOUND, ...change }).success;

describe('Annotation', () => {
  it.each<[AnnotationKind, number[], number[]]>([
    ['point', [2], [0, 1, 3, 4]],
    ['text', [2], [0, 1, 3, 4]],
    ['line', [4], [0, 2, 3, 5, 6]],
    ['arrow', [4], [0, 2, 3, 5, 6]],
    ['rectangle', [5], [0, 4, 6, 8]],
    ['ellipse', [5], [0, 4, 6, 8]],
    ['polygon', [6, 8, 2 * MAX_VERTICES], [0, 2, 4, 5, 7, 2 * MAX_VERTICES + 2]],
    ['freehand', [4, 6, 2 * MAX_VERTICES], [0, 2, 3, 5, 2 * MAX_VERTICES + 2]],
  ])('D7: a %s has as many numbers as its kind says', (kind, right, wrong) => {
    expect(right.filter((length) => !takes({ kind, geometry: numbers(length) }))).toEqual([]);
    expect(wrong.filter((length) => takes({ kind, geometry: numbers(length) }))).toEqual([]);
  });

  it.each([[NaN], [Infinity], [-Infinity], ['1'], [null], [undefined], [[1]]])('D7: %p is no coordinate', (value) => {
    expect(takes({ geometry: [0, value, 10, 10] })).toBe(false);
  });

  it.each([
    ['no kind that is known', { kind: 'circle' }],
    ['an id that is none', { id: 'x' }],
    ['an author that is none', { author: 'ana' }],
    ['a field that nobody knows', { patient: 'x' }],
    ['a label that is none', { label: 7 }],
    ['a label too long', { label: 'x'.repeat(LABEL_MAX + 1) }],
    ['a note too long', { note: 'x'.repeat(NOTE_MAX + 1) }],
    ['a colour below the palette', { colour: -1 }],
    ['a colour beyond the palette', { colour: ANNOTATION_COLOURS }],
    ['half a colour', { colour: 0.5 }],
    ['a time before 1970', { createdAt: -1 }],
    ['a time that no Date can hold', { createdAt: 8.64e15 + 1 }],
    ['half a millisecond', { createdAt: 0.5 }],
    ['a class that is no id', { classId: 'a tumour' }],
    ['a class of no letters', { classId: '' }],
    ['a class id too long', { classId: 'x'.repeat(37) }],
    ['half a focal plane', { z: 0.5 }],
    ['a focal plane below the first', { z: -1 }],
    ['a lock that is none', { isLocked: null }],
    ['a bin without a time', { deletedAt: true }],
    ['a bin before 1970', { deletedAt: -1 }],
    ['a geometry that is none', { geometry: { 0: 1, length: 4 } }],
  ])('D7: refuses %s', (_what, change) => {
    expect(takes(change)).toBe(false);
  });

  it.each(Object.keys(SOUND))('D7: needs its %s', (field) => {
    expect(takes({ [field]: undefined })).toBe(false);
  });

  it('D16: what came later may be absent, and is read as saying nothing', () => {
    expect(Annotation.parse(SOUND)).toEqual({ ...SOUND, ...ABSENT });
    const said = { classId: 'tumour_2', z: 3, isLocked: true, deletedAt: 1_763_000_000_001 };
    expect(Annotation.parse({ ...SOUND, ...said })).toEqual({ ...SOUND, ...said });
  });

  it('D7: takes everything up to its limits', () => {
    expect(takes({ label: 'x'.repeat(LABEL_MAX), note: 'x'.repeat(NOTE_MAX), colour: ANNOTATION_COLOURS - 1, createdAt: 8.64e15 })).toBe(true);
  });
});

describe('verticesOf', () => {
  it('pairs the numbers, in their order', () => {
    expect(verticesOf([1, 2, 3, 4])).toEqual([{ x: 1, y: 2 }, { x: 3, y: 4 }]);
    expect(verticesOf([])).toEqual([]);
  });
});
