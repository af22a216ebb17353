import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { ABSENT, addAnnotation, type Annotation, annotationsOf, binAnnotation, changeAnnotation, listAnnotations, readAnnotation, removeAnnotation, unbinAnnotation } from './index.js';

const drawn = (change: Partial<Annotation> = {}): Annotation => ({
  id: randomUUID(), kind: 'line', geometry: [0, 0, 10, 10], label: '', note: '', colour: 0, author: randomUUID(), createdAt: 1_763_000_000_000, ...ABSENT, ...change,
});

/** Both take in what the other has, in either order. */
function merge(a: Y.Doc, b: Y.Doc): void {
  const [ofA, ofB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
  Y.applyUpdate(a, ofB);
  Y.applyUpdate(b, ofA);
}

/** Two copies of a document with one annotation in it. */
function apart(): { a: Y.Doc; b: Y.Doc; id: string; annotation: Annotation } {
  const [a, b, annotation] = [new Y.Doc(), new Y.Doc(), drawn()];
  addAnnotation(a, annotation, null);
  merge(a, b);
  return { a, b, id: annotation.id, annotation };
}

describe('a slide’s document', () => {
  it('gives an annotation back as it was drawn', () => {
    const { b, annotation } = apart();
    expect(listAnnotations(b)).toEqual([annotation]);
    expect(readAnnotation(annotation.id, annotationsOf(b).get(annotation.id))).toEqual(annotation);
  });

  it('keeps both of two changes that were made at the same time to different fields', () => {
    const { a, b, id, annotation } = apart();
    changeAnnotation(a, id, { label: 'tumour' }, null);
    changeAnnotation(b, id, { geometry: [5, 5, 20, 20] }, null);
    merge(a, b);
    for (const document of [a, b]) expect(listAnnotations(document)).toEqual([{ ...annotation, label: 'tumour', geometry: [5, 5, 20, 20] }]);
  });

  it('is the same for both after two changes of one field, and never torn', () => {
    const { a, b, id } = apart();
    const [one, other] = [[1, 1, 2, 2], [3, 3, 4, 4]];
    changeAnnotation(a, id, { geometry: one }, null);
    changeAnnotation(b, id, { geometry: other }, null);
    merge(a, b);
    expect(listAnnotations(a)).toEqual(listAnnotations(b));
    expect([one, other]).toContainEqual(listAnnotations(a)[0]?.geometry);
  });

  it('D16: writes only what says something', () => {
    const { a, id } = apart();
    expect([...annotationsOf(a).get(id)!.keys()].sort()).toEqual(['author', 'colour', 'createdAt', 'geometry', 'kind', 'label', 'note']);
    const classed = drawn({ classId: 'tumour', isLocked: true });
    addAnnotation(a, classed, null);
    expect(annotationsOf(a).get(classed.id)!.has('z')).toBe(false);
    expect(listAnnotations(a)).toContainEqual(classed);
  });

  it('keeps what is in the bin out of the list, and gives it back as it was', () => {
    const { a, b, id, annotation } = apart();
    binAnnotation(a, id, 1_763_000_000_005, null);
    changeAnnotation(b, id, { label: 'named meanwhile' }, null);
    merge(a, b);
    for (const document of [a, b]) {
      expect(listAnnotations(document)).toEqual([]);
      expect(listAnnotations(document, 'binned')).toEqual([{ ...annotation, label: 'named meanwhile', deletedAt: 1_763_000_000_005 }]);
      expect(listAnnotations(document, 'all')).toHaveLength(1);
    }
    unbinAnnotation(b, id, null);
    merge(a, b);
    expect(listAnnotations(a)).toEqual([{ ...annotation, label: 'named meanwhile' }]);
    expect(listAnnotations(a, 'binned')).toEqual([]);
  });

  it('lets a deletion win over a change that was made at the same time', () => {
    const { a, b, id } = apart();
    removeAnnotation(a, id, null);
    changeAnnotation(b, id, { note: 'look here' }, null);
    merge(a, b);
    for (const document of [a, b]) expect(listAnnotations(document)).toEqual([]);
  });

  it('changes nothing of what is gone, nor what was never there', () => {
    const { a, id } = apart();
    removeAnnotation(a, id, null);
    const before = Y.encodeStateAsUpdate(a);
    changeAnnotation(a, id, { label: 'ghost' }, null);
    changeAnnotation(a, randomUUID(), { label: 'ghost' }, null);
    removeAnnotation(a, randomUUID(), null);
    expect(Y.encodeStateAsUpdate(a)).toEqual(before);
  });

  it('leaves out what it cannot read, and shows the rest', () => {
    const { a, annotation } = apart();
    const { id: _, ...fields } = drawn();
    const put = (id: string, value: Y.Map<unknown>): void => void annotationsOf(a).set(id, value);
    put(randomUUID(), new Y.Map(Object.entries({ ...fields, kind: 'hologram' })));
    put(randomUUID(), new Y.Map(Object.entries({ ...fields, geometry: [0, 0, NaN, 1] })));
    put(randomUUID(), new Y.Map(Object.entries({ ...fields, layerOfTomorrow: 1 })));
    put(randomUUID(), new Y.Map());
    put('not-an-id', new Y.Map(Object.entries(fields)));
    put(randomUUID(), 'a string' as unknown as Y.Map<unknown>);
    put(randomUUID(), new Y.Array() as unknown as Y.Map<unknown>);
    expect(listAnnotations(a)).toEqual([annotation]);
  });

  it('does not let a field called id stand in for the one it lies under', () => {
    const { a, annotation } = apart();
    const elsewhere = randomUUID();
    annotationsOf(a).set(elsewhere, new Y.Map(Object.entries(annotation)));
    expect(listAnnotations(a).map(({ id }) => id).sort()).toEqual([annotation.id, elsewhere].sort());
  });

  it('is changed in one transaction a time, by the origin it names, so that each is one step to undo', () => {
    const { a, id } = apart();
    const origins: unknown[] = [];
    a.on('afterTransaction', ({ origin }: Y.Transaction) => origins.push(origin));
    changeAnnotation(a, id, { label: 'x', note: 'y', colour: 3 }, 'me');
    removeAnnotation(a, id, 'them');
    addAnnotation(a, drawn(), 'me');
    expect(origins).toEqual(['me', 'them', 'me']);
  });
});
