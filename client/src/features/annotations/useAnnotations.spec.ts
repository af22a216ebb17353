import { jest } from '@jest/globals';
import { ABSENT, addAnnotation, type Annotation, annotationsOf, changeAnnotation, listAnnotations, removeAnnotation } from '@parfocal/shared/annotation';
import { nextTick, shallowRef, watch } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import { ANA, annotationOf, BEN, idOf } from './testing/annotation-of';
import { type Annotations, useAnnotations } from './useAnnotations';

const MANY = 3_000;
const theirs = 'the server';

const docOf = (...annotations: Annotation[]): Y.Doc => {
  const doc = new Y.Doc();
  doc.transact(() => annotations.forEach((annotation) => addAnnotation(doc, annotation, theirs)));
  return doc;
};
describe('useAnnotations', () => {
  const doc = shallowRef<Y.Doc>();
  let marks: Annotations;
  let stop: () => void;

  const begin = (with_: Y.Doc | undefined): void => {
    doc.value = with_;
    ({ result: marks, stop } = inScope(() => useAnnotations({ doc, personId: ANA, now: () => 50 })));
  };
  const ids = (): string[] => marks.annotations.value.map(({ id }) => id);

  afterEach(() => {
    stop();
    jest.restoreAllMocks();
  });

  it('lists what is there and what comes, the oldest first', () => {
    begin(docOf(annotationOf(3), annotationOf(1)));
    addAnnotation(doc.value!, annotationOf(2), theirs);
    expect(marks.annotations.value).toEqual([annotationOf(1), annotationOf(2), annotationOf(3)]);
  });

  it('orders those of the same moment alike on every screen', () => {
    begin(docOf(annotationOf(2, { createdAt: 0 }), annotationOf(1, { createdAt: 0 })));
    expect(ids()).toEqual([idOf(1), idOf(2)]);
  });

  it('follows changes and removals, of one’s own and of others', () => {
    begin(docOf(annotationOf(1), annotationOf(2), annotationOf(3)));
    marks.change(idOf(1), { label: 'mine' });
    changeAnnotation(doc.value!, idOf(2), { label: 'theirs', geometry: [9, 9] }, theirs);
    removeAnnotation(doc.value!, idOf(3), theirs);
    expect(marks.annotations.value).toEqual([annotationOf(1, { label: 'mine' }), annotationOf(2, { label: 'theirs', geometry: [9, 9] })]);
  });

  it('adds in the person’s name, and says under which id', () => {
    begin(docOf());
    const id = marks.add({ kind: 'line', geometry: [0, 0, 3, 4] }, { colour: 2 });
    expect(listAnnotations(doc.value!)).toEqual([{ id, kind: 'line', geometry: [0, 0, 3, 4], colour: 2, label: '', note: '', author: ANA, createdAt: 50, ...ABSENT }]);
  });

  it('adds nothing while there is no document', () => {
    begin(undefined);
    expect(marks.add({ kind: 'point', geometry: [0, 0] }, { colour: 0 })).toBeUndefined();
    expect(ids()).toEqual([]);
  });

  it('leaves out what is no annotation, and shows it once it is one', () => {
    const odd = docOf(annotationOf(1));
    annotationsOf(odd).set('no id', new Y.Map());
    annotationsOf(odd).set(idOf(2), new Y.Map(Object.entries({ kind: 'hologram' })));
    annotationsOf(odd).set(idOf(3), 7 as unknown as Y.Map<unknown>);
    begin(odd);
    expect(ids()).toEqual([idOf(1)]);
    changeAnnotation(odd, idOf(1), { colour: 99 }, theirs);
    expect(ids()).toEqual([]);
    changeAnnotation(odd, idOf(1), { colour: 3 }, theirs);
    expect(ids()).toEqual([idOf(1)]);
  });

  describe('undo', () => {
    it('takes back one’s own steps, one by one, and nobody else’s', () => {
      begin(docOf());
      const first = marks.add({ kind: 'point', geometry: [0, 0] }, { colour: 0 })!;
      addAnnotation(doc.value!, annotationOf(1, { author: BEN }), theirs);
      marks.change(first, { label: 'a' });
      changeAnnotation(doc.value!, idOf(1), { label: 'b' }, theirs);
      marks.undo();
      expect(marks.annotations.value.map(({ label }) => label)).toEqual(['b', '']);
      marks.undo();
      expect(ids()).toEqual([idOf(1)]);
      expect([marks.canUndo.value, marks.canRedo.value]).toEqual([false, true]);
      marks.undo();
      expect(ids()).toEqual([idOf(1)]);
      marks.redo();
      marks.redo();
      expect(marks.annotations.value.map(({ label }) => label)).toEqual(['b', 'a']);
      expect([marks.canUndo.value, marks.canRedo.value]).toEqual([true, false]);
    });

    it('brings a removed annotation back as it was', () => {
      begin(docOf(annotationOf(1)));
      marks.remove(idOf(1));
      marks.undo();
      expect(marks.annotations.value).toEqual([annotationOf(1)]);
    });

    it('says where something was changed elsewhere since', () => {
      begin(docOf(annotationOf(1)));
      marks.change(idOf(1), { label: 'here' });
      changeAnnotation(doc.value!, idOf(1), { label: 'there' }, theirs);
      marks.undo();
      expect([marks.notUndone.value, marks.annotations.value[0]?.label]).toEqual([1, 'there']);
    });

    it('reaches no change of before the document was opened', () => {
      begin(docOf(annotationOf(1)));
      expect(marks.canUndo.value).toBe(false);
      marks.undo();
      expect(ids()).toEqual([idOf(1)]);
    });
  });

  describe('what is deleted', () => {
    it('goes to the bin, and from there back or away for good', () => {
      begin(docOf(annotationOf(1), annotationOf(2)));
      for (const n of [1, 2]) marks.remove(idOf(n));
      expect([ids(), listAnnotations(doc.value!, 'binned').map(({ deletedAt }) => deletedAt)]).toEqual([[], [50, 50]]);
      marks.change(idOf(1), { deletedAt: null });
      marks.removeForGood(idOf(2));
      expect(listAnnotations(doc.value!, 'all')).toEqual([annotationOf(1)]);
    });
  });

  describe('what was', () => {
    it('is put back, a lock opened for it, and can be taken back again', () => {
      begin(docOf(annotationOf(1, { label: 'now', isLocked: true })));
      marks.putBack(annotationOf(1, { label: 'then', note: 'n' }));
      expect(marks.annotations.value).toEqual([annotationOf(1, { label: 'then', note: 'n' })]);
      marks.undo();
      expect(marks.annotations.value).toEqual([annotationOf(1, { label: 'now', isLocked: true })]);
    });

    it('comes back under its id where it is gone, and is nothing new where it is there', () => {
      begin(docOf());
      marks.putBack(annotationOf(1, { isLocked: true }));
      marks.putBack(annotationOf(1));
      expect(marks.annotations.value).toEqual([annotationOf(1)]);
      marks.undo();
      expect([ids(), marks.canUndo.value]).toEqual([[], false]);
    });

    it('is not a colleague’s to put back', () => {
      begin(docOf(annotationOf(1, { author: BEN })));
      marks.putBack(annotationOf(1, { author: BEN, label: 'then' }));
      expect(marks.annotations.value).toEqual([annotationOf(1, { author: BEN })]);
    });
  });

  describe('another document', () => {
    it('takes the place of the one before, steps to undo included', async () => {
      const [before, next] = [docOf(annotationOf(1)), docOf(annotationOf(2))];
      begin(before);
      marks.change(idOf(1), { label: 'x' });
      doc.value = next;
      await nextTick();
      expect(ids()).toEqual([idOf(2)]);
      expect(marks.canUndo.value).toBe(false);
      marks.undo();
      addAnnotation(before, annotationOf(3), theirs);
      expect(listAnnotations(before).find(({ id }) => id === idOf(1))?.label).toBe('x');
      expect(ids()).toEqual([idOf(2)]);
    });

    it('may be none', async () => {
      begin(docOf(annotationOf(1)));
      doc.value = undefined;
      await nextTick();
      expect(ids()).toEqual([]);
    });
  });

  it('hears nothing once its scope has ended', () => {
    begin(docOf());
    stop();
    addAnnotation(doc.value!, annotationOf(1), theirs);
    expect(ids()).toEqual([]);
  });

  describe(`with ${MANY} annotations`, () => {
    const full = (): Y.Doc => {
      // Not in the order of their age, as documents of several people are.
      return docOf(...Array.from({ length: MANY }, (_, i) => annotationOf((i * 7919) % MANY)));
    };

    /** A clock that says a millisecond later each time it is looked at. */
    const slowClock = (): void => {
      let nowMs = 0;
      jest.spyOn(performance, 'now').mockImplementation(() => nowMs++);
    };

    it('reads a document that comes in one piece in slices, each annotation once, and tells it in order', () => {
      jest.useFakeTimers();
      try {
        const source = full();
        begin(new Y.Doc());
        slowClock();
        const lists: number[] = [];
        inScope(() => watch(marks.annotations, (list) => lists.push(list.length), { flush: 'sync' }));
        const read = jest.spyOn(Y.Map.prototype, 'toJSON');
        Y.applyUpdate(doc.value!, Y.encodeStateAsUpdate(source), theirs);
        expect(read.mock.calls.length).toBeLessThan(20);
        jest.runAllTimers();
        expect(read).toHaveBeenCalledTimes(MANY);
        expect(ids()).toEqual(Array.from({ length: MANY }, (_, n) => idOf(n)));
        expect(lists).toEqual([...new Set(lists)].sort((a, b) => a - b));
        expect(lists.length).toBeLessThan(MANY / 50);
      } finally {
        jest.useRealTimers();
      }
    });

    it('tells of an import the more at once the more is there, and in the end of all of it', () => {
      jest.useFakeTimers();
      try {
        begin(new Y.Doc());
        let told = 0;
        inScope(() => watch(marks.annotations, () => told++, { flush: 'sync' }));
        const source = new Y.Doc();
        source.on('update', (update: Uint8Array) => {
          Y.applyUpdate(doc.value!, update, theirs);
          jest.advanceTimersByTime(2);
        });
        const [pieces, piece] = [40, 250];
        for (let from = 0; from < pieces * piece; from += piece) source.transact(() => Array.from({ length: piece }, (_, i) => addAnnotation(source, annotationOf(from + i), theirs)));
        expect(told).toBeLessThan(pieces / 2);
        jest.runAllTimers();
        expect(ids()).toHaveLength(pieces * piece);
      } finally {
        jest.useRealTimers();
      }
    });

    it('shows at once what a hand does while much is unread', () => {
      jest.useFakeTimers();
      try {
        slowClock();
        begin(full());
        const id = marks.add({ kind: 'point', geometry: [0, 0] }, { colour: 0 });
        expect(ids()).toContain(id);
        expect(ids().length).toBeLessThan(MANY);
      } finally {
        jest.useRealTimers();
      }
    });

    it('reads one when one changes, and keeps the others as they are', () => {
      jest.useFakeTimers();
      begin(full());
      jest.runAllTimers();
      jest.useRealTimers();
      const before = new Set(marks.annotations.value);
      const read = jest.spyOn(Y.Map.prototype, 'toJSON');
      changeAnnotation(doc.value!, idOf(77), { label: 'x', note: 'y' }, theirs);
      expect(read).toHaveBeenCalledTimes(1);
      expect(marks.annotations.value.filter((one) => !before.has(one))).toEqual([annotationOf(77, { label: 'x', note: 'y' })]);
      expect(ids()).toHaveLength(MANY);
    });
  });
});
