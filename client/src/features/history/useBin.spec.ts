import { addAnnotation, Annotation, binAnnotation, removeAnnotation, unbinAnnotation } from '@parfocal/shared/annotation';
import { nextTick, shallowRef } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import { useBin } from './useBin';

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const docOf = (...ns: number[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const n of ns) addAnnotation(doc, Annotation.parse({ id: idOf(n), kind: 'point', geometry: [1, 2], label: '', note: '', colour: 0, author: idOf(0), createdAt: 1 }), 'x');
  return doc;
};

describe('useBin', () => {
  const docs = shallowRef<readonly Y.Doc[]>([]);
  let bin: ReturnType<typeof useBin>;
  let stop: () => void;
  const begin = (...wanted: Y.Doc[]): void => {
    docs.value = wanted;
    ({ result: bin, stop } = inScope(() => useBin(docs)));
  };
  afterEach(() => stop());
  const ids = (): string[] => bin.binned.value.map(({ id }) => id);

  it('holds what was deleted in any of the documents, the newest first', () => {
    const [first, second] = [docOf(1, 2), docOf(3)];
    binAnnotation(first, idOf(2), 5, 'x');
    begin(first, second);
    expect(ids()).toEqual([idOf(2)]);
    binAnnotation(second, idOf(3), 9, 'x');
    expect(ids()).toEqual([idOf(3), idOf(2)]);
  });

  it('lets go of what was taken out, and of what went for good', () => {
    const doc = docOf(1, 2, 3);
    for (const n of [1, 2, 3]) binAnnotation(doc, idOf(n), n, 'x');
    begin(doc);
    unbinAnnotation(doc, idOf(2), 'x');
    removeAnnotation(doc, idOf(3), 'x');
    expect(ids()).toEqual([idOf(1)]);
  });

  it('is another one on another slide, and hears nothing of the first any more', async () => {
    const [before, next] = [docOf(1), docOf(2)];
    binAnnotation(next, idOf(2), 5, 'x');
    begin(before);
    docs.value = [next];
    await nextTick();
    binAnnotation(before, idOf(1), 9, 'x');
    expect(ids()).toEqual([idOf(2)]);
    docs.value = [];
    await nextTick();
    expect(ids()).toEqual([]);
  });
});
