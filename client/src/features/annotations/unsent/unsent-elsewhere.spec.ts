import { addAnnotation } from '@parfocal/shared/annotation';
import { type DocumentName, documentPath } from '@parfocal/shared/protocol';
import { nextTick } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import { documentsInUse, type openSlideDocument, WaitingCopies } from '@/wire';
import { ANA, annotationOf, BEN, idOf } from '../testing/annotation-of';
import { Refusals } from './refusals';
import { unsentElsewhere } from './unsent-elsewhere.store';

type Events = Parameters<typeof openSlideDocument>[2];

describe('D27: what was left behind on other slides', () => {
  const nameOf = (n: number): DocumentName => ({ caseId: idOf(1), slideId: idOf(n), layer: 'case' });
  const pathOf = (n: number): string => documentPath(nameOf(n));
  let copies: { readonly personId: string; readonly path: string; readonly doc: Y.Doc; readonly events: Events; disposed?: { forget: boolean } }[];
  let elsewhere: ReturnType<typeof unsentElsewhere>;
  let stop: () => void;

  const open: typeof openSlideDocument = (name, personId, events) => {
    const release = documentsInUse.take(personId, documentPath(name));
    const copy: (typeof copies)[number] = { personId, path: documentPath(name), doc: new Y.Doc(), events };
    copies.push(copy);
    return {
      doc: copy.doc,
      loaded: Promise.resolve(),
      async dispose(how = { forget: false }) {
        copy.disposed = how;
        release();
      },
    };
  };
  const isOpen = (n: number): boolean => copies.some(({ path, disposed }) => path === pathOf(n) && !disposed);
  const copyOf = (n: number) => copies.findLast(({ path }) => path === pathOf(n))!;
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await nextTick();
  };
  const waits = (n: number, of = ANA): void => new WaitingCopies(of).note(nameOf(n), true);
  const saved = (n: number): void => {
    new WaitingCopies(ANA).note(nameOf(n), false);
    copyOf(n).events.onState({ kind: 'saved' });
  };

  beforeEach(() => {
    localStorage.clear();
    copies = [];
    ({ result: elsewhere, stop } = inScope(() => unsentElsewhere({ open })));
  });
  afterEach(() => {
    elsewhere.serve(undefined);
    stop();
  });

  it('is sent behind any page, and told until it is saved', async () => {
    waits(2);
    waits(3);
    elsewhere.serve(ANA);
    expect([isOpen(2), isOpen(3)]).toEqual([true, true]);
    expect(elsewhere.state.value).toEqual({ kind: 'loading' });
    copyOf(2).events.onState({ kind: 'sending', unsent: 2 });
    copyOf(3).events.onState({ kind: 'offline', unsent: 1 });
    expect(elsewhere.state.value).toEqual({ kind: 'offline', unsent: 3 });
    saved(2);
    saved(3);
    await settle();
    expect(elsewhere.state.value).toBeUndefined();
    expect([isOpen(2), isOpen(3)]).toEqual([false, false]);
  });

  it('is taken up the moment its slide is left, and given back the moment it is shown', async () => {
    elsewhere.serve(ANA);
    const leave = documentsInUse.take(ANA, pathOf(2));
    waits(2);
    await settle();
    expect(copies).toEqual([]);
    leave();
    await settle();
    expect(isOpen(2)).toBe(true);
    const again = documentsInUse.take(ANA, pathOf(2));
    await settle();
    expect(isOpen(2)).toBe(false);
    expect(elsewhere.state.value).toBeUndefined();
    again();
  });

  it('is sent as who drew it and nobody else', async () => {
    waits(2, BEN);
    waits(3);
    elsewhere.serve(ANA);
    expect(copies.map(({ personId, path }) => [personId, path])).toEqual([[ANA, pathOf(3)]]);
    elsewhere.serve(BEN);
    await settle();
    expect(copies.filter(({ disposed }) => !disposed).map(({ personId, path }) => [personId, path])).toEqual([[BEN, pathOf(2)]]);
    expect(copies[0]!.disposed).toEqual({ forget: false });
    elsewhere.serve(undefined);
    await settle();
    expect(copies.every(({ disposed }) => disposed)).toBe(true);
  });

  it('that is refused is offered back on its slide, and its copy given up', async () => {
    waits(2);
    elsewhere.serve(ANA);
    addAnnotation(copyOf(2).doc, annotationOf(5), 'test');
    new WaitingCopies(ANA).note(nameOf(2), false);
    copyOf(2).events.onRefused('document.read-only');
    await settle();
    expect(copyOf(2).disposed).toEqual({ forget: true });
    expect([...elsewhere.refused]).toEqual([[pathOf(2), 'document.read-only']]);
    Refusals.of(ANA).compare(pathOf(2), new Y.Doc());
    expect(Refusals.of(ANA).at(pathOf(2))?.drafts).toEqual([annotationOf(5)]);
    Refusals.of(ANA).dismiss(pathOf(2));
  });

  it('of a case that is closed to them now stays in this browser, and is not asked for over and over', async () => {
    waits(2);
    elsewhere.serve(ANA);
    copyOf(2).events.onState({ kind: 'closed', code: 'not-found', unsent: 1 });
    await settle();
    expect([copies.length, isOpen(2), elsewhere.state.value]).toEqual([1, false, undefined]);
    expect(copyOf(2).disposed).toEqual({ forget: false });
    expect(new WaitingCopies(ANA).names).toEqual([nameOf(2)]);
  });

  it('opens a few at once, and the next as they are done', async () => {
    for (const n of [2, 3, 4, 5, 6]) waits(n);
    elsewhere.serve(ANA);
    expect([2, 3, 4, 5, 6].map(isOpen)).toEqual([true, true, true, true, false]);
    saved(3);
    await settle();
    expect(isOpen(6)).toBe(true);
  });
});
