import { addAnnotation, type Annotation, annotationsOf, changeAnnotation, listAnnotations, removeAnnotation } from '@parfocal/shared/annotation';
import fc from 'fast-check';
import * as Y from 'yjs';
import { ANA, annotationOf, BEN, idOf } from '../testing/annotation-of';
import { OwnSteps } from './own-steps';
import { StepStore } from './step-store';

const theirs = 'the server';

/** A tab's storage, with room for so many letters. */
function storage(room = Infinity): Storage {
  const kept = new Map<string, string>();
  return {
    get length() { return kept.size; },
    key: (i) => [...kept.keys()][i] ?? null,
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new Error('no room');
      kept.set(key, value);
    },
  };
}

/** One person's tab on a document: a reload takes the steps from its storage. */
class Tab {
  readonly origin = { is: 'own' };
  steps: OwnSteps;

  constructor(readonly document: Y.Doc, readonly personId: string, readonly kept: Storage = storage()) {
    this.steps = this.opened();
  }

  opened(): OwnSteps {
    return new OwnSteps({ document: this.document, personId: this.personId, origin: this.origin, store: new StepStore('d', this.kept), onChange: () => undefined });
  }

  reload(): void {
    this.steps.dispose();
    this.steps = this.opened();
  }

  add(annotation: Annotation): void {
    addAnnotation(this.document, annotation, this.origin);
  }

  change(id: string, change: Partial<Annotation>): void {
    changeAnnotation(this.document, id, change, this.origin);
  }

  remove(id: string): void {
    removeAnnotation(this.document, id, this.origin);
  }
}

const shown = (document: Y.Doc): Annotation[] => listAnnotations(document, 'all').sort((a, b) => (a.id < b.id ? -1 : 1));
const docOf = (...annotations: Annotation[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const annotation of annotations) addAnnotation(doc, annotation, theirs);
  return doc;
};

describe('taking back one’s own', () => {
  it('goes on after a reload, and so does doing it again', () => {
    const ana = new Tab(docOf(annotationOf(2, { author: BEN })), ANA);
    ana.add(annotationOf(1));
    ana.change(idOf(1), { label: 'a', colour: 3 });
    ana.remove(idOf(1));
    ana.reload();
    for (const expected of [annotationOf(1, { label: 'a', colour: 3 }), annotationOf(1)]) {
      expect(ana.steps.undo()).toBe(true);
      expect(shown(ana.document)).toEqual([expected, annotationOf(2, { author: BEN })]);
    }
    ana.steps.undo();
    expect([shown(ana.document).length, ana.steps.canUndo]).toEqual([1, false]);
    ana.reload();
    for (let i = 0; i < 3; i++) ana.steps.redo();
    expect([shown(ana.document).length, ana.steps.canRedo]).toEqual([1, false]);
    ana.steps.undo();
    expect(shown(ana.document)[0]).toEqual(annotationOf(1, { label: 'a', colour: 3 }));
  });

  it('is one step for what was one transaction', () => {
    const ana = new Tab(docOf(), ANA);
    ana.document.transact(() => {
      ana.add(annotationOf(1));
      ana.add(annotationOf(2));
    }, ana.origin);
    ana.steps.undo();
    expect(shown(ana.document)).toEqual([]);
    ana.steps.redo();
    expect(shown(ana.document)).toEqual([annotationOf(1), annotationOf(2)]);
  });

  it('leaves alone what was changed elsewhere since, and says so', () => {
    const ana = new Tab(docOf(annotationOf(1)), ANA);
    ana.change(idOf(1), { label: 'here', colour: 5 });
    changeAnnotation(ana.document, idOf(1), { label: 'on another device' }, theirs);
    expect(ana.steps.undo()).toBe(false);
    expect(shown(ana.document)).toEqual([annotationOf(1, { label: 'on another device' })]);
    ana.add(annotationOf(2));
    changeAnnotation(ana.document, idOf(2), { note: 'on another device' }, theirs);
    expect(ana.steps.undo()).toBe(false);
    expect(shown(ana.document)).toHaveLength(2);
    expect(ana.steps.canUndo).toBe(false);
  });

  it('leaves alone what is locked, and opens a lock that it put on', () => {
    const ana = new Tab(docOf(annotationOf(1)), ANA);
    ana.change(idOf(1), { label: 'x' });
    ana.change(idOf(1), { isLocked: true });
    expect(ana.steps.undo()).toBe(true);
    expect(shown(ana.document)[0]?.isLocked).toBe(false);
    changeAnnotation(ana.document, idOf(1), { isLocked: true }, theirs);
    expect(ana.steps.undo()).toBe(false);
    expect(shown(ana.document)[0]?.label).toBe('x');
  });

  it('takes a mark out of the bin again', () => {
    const ana = new Tab(docOf(annotationOf(1)), ANA);
    ana.change(idOf(1), { deletedAt: 7 });
    ana.steps.undo();
    expect(shown(ana.document)).toEqual([annotationOf(1)]);
  });

  it('waits for a document that is still on its way', () => {
    const whole = docOf();
    const before = new Tab(whole, ANA);
    before.add(annotationOf(1));
    before.change(idOf(1), { label: 'x' });
    const after = new Tab(new Y.Doc(), ANA, before.kept);
    expect([after.steps.undo(), after.steps.canUndo]).toEqual([true, true]);
    Y.applyUpdate(after.document, Y.encodeStateAsUpdate(whole), theirs);
    after.steps.undo();
    expect(shown(after.document)).toEqual([annotationOf(1)]);
  });

  it('keeps the newest steps where there is little room, and works where there is none', () => {
    const outline = Array.from({ length: 9_000 }, (_, i) => i + 1 / 3);
    const ana = new Tab(docOf(), ANA);
    for (let i = 1; i <= 20; i++) ana.add(annotationOf(i, { kind: 'polygon', geometry: outline }));
    ana.reload();
    let undone = 0;
    for (; ana.steps.canUndo; undone++) ana.steps.undo();
    expect(undone).toBeGreaterThan(0);
    expect(shown(ana.document)).toHaveLength(20 - undone);
    expect(undone).toBeLessThan(20);
    const ben = new Tab(docOf(), BEN, storage(10));
    ben.add(annotationOf(1, { author: BEN }));
    ben.steps.undo();
    expect(shown(ben.document)).toEqual([]);
  });

  it('reads nothing that is none of its own making', () => {
    const kept = storage();
    kept.setItem('parfocal:undo:d', '{"undo":[[{"entry":7}]],"redo":[]}');
    expect(new Tab(docOf(), ANA, kept).steps.canUndo).toBe(false);
  });

  type Act = readonly [who: 0 | 1, kind: number, value: number];
  const acts = fc.array(fc.tuple(fc.constantFrom<0 | 1>(0, 1), fc.nat(7), fc.nat(99)), { minLength: 3, maxLength: 60 });

  /** Two people at one document; `check` after every undo and redo with what was there before it. */
  function play(history: readonly Act[], check: (tab: Tab, before: readonly Annotation[]) => void): readonly Tab[] {
    const document = docOf();
    const tabs = [new Tab(document, ANA), new Tab(document, BEN)] as const;
    let drawn = 0;
    for (const [who, kind, value] of history) {
      const tab = tabs[who];
      const own = shown(document).filter(({ author }) => author === tab.personId);
      const some = own[value % Math.max(1, own.length)];
      if (kind <= 1 || !some) tab.add(annotationOf(++drawn, { author: tab.personId, label: String(value) }));
      else if (kind === 2) tab.change(some.id, { label: `l${value}`, colour: value % 8 });
      else if (kind === 3) tab.change(some.id, { deletedAt: value });
      else if (kind === 4) tab.remove(some.id);
      else {
        if (value % 3 === 0) tab.reload();
        const before = shown(document);
        if (kind === 5) tab.steps.redo();
        else tab.steps.undo();
        check(tab, before);
      }
    }
    return tabs;
  }

  it('never changes anybody else’s, whatever both do', () => {
    fc.assert(fc.property(acts, (history) => {
      play(history, (tab, before) => {
        const of = (list: readonly Annotation[]): Annotation[] => list.filter(({ author }) => author !== tab.personId);
        expect(of(shown(tab.document))).toEqual(of(before));
      });
    }), { numRuns: 300 });
  });

  it('leads back to where one began, and forth again, whatever the other does in between', () => {
    fc.assert(fc.property(acts, (history) => {
      const tabs = play(history, () => undefined);
      for (const tab of tabs) {
        const own = (): Annotation[] => shown(tab.document).filter(({ author }) => author === tab.personId);
        while (tab.steps.canRedo) expect(tab.steps.redo()).toBe(true);
        const last = own();
        let steps = 0;
        for (; tab.steps.canUndo; steps++) expect(tab.steps.undo()).toBe(true);
        expect(own()).toEqual([]);
        for (; steps > 0; steps--) tab.steps.redo();
        expect(own()).toEqual(last);
      }
    }), { numRuns: 300 });
  });

  it('hears nothing once it is disposed of', () => {
    const ana = new Tab(docOf(), ANA);
    ana.steps.dispose();
    ana.add(annotationOf(1));
    expect(ana.steps.canUndo).toBe(false);
    expect(annotationsOf(ana.document).size).toBe(1);
  });
});
