import { annotationsOf } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { Author } from '../testing/author.js';
import { readFrame } from './frames.js';
import { PublicDocument } from './public-document.js';

const MANY = 1_200;
const NOBODY = Y.encodeStateVector(new Y.Doc());

describe('what newcomers are told', () => {
  let author: Author;
  let shown: PublicDocument;

  beforeEach(() => {
    author = new Author();
    shown = new PublicDocument([author.sending((own) => own.transact(() => void Array.from({ length: MANY }, () => author.draw())))]);
  });

  /** As a client takes it in; it is over with the step 2. */
  function took(frames: readonly Uint8Array[]): Y.Doc {
    const copy = new Y.Doc();
    const steps = frames.map((frame) => readFrame(frame));
    const end = steps.findIndex((step) => step.kind === 'content' && step.isStep2);
    for (const [i, step] of steps.entries()) {
      if (step.kind === 'content') Y.applyUpdate(copy, step.update);
      if (i >= end) expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
    }
    return copy;
  }

  it('D25: is the same, made in turns or at once, and made once for a crowd', async () => {
    const works = [shown.prepare(NOBODY)!, shown.prepare(NOBODY)!];
    expect(works[0]).toBeInstanceOf(Promise);
    expect(works[1]).toBe(works[0]);
    await Promise.all(works);
    expect(shown.prepare(NOBODY)).toBeUndefined();
    const frames = shown.answer(NOBODY);
    expect(frames.length).toBeGreaterThan(2);
    expect(frames).toEqual(new PublicDocument([Y.encodeStateAsUpdate(shown.document)]).answer(NOBODY));
  });

  it('D25, D4: has what came while it was made, and what comes after', async () => {
    const ids = [...annotationsOf(author.document).keys()];
    const work = shown.prepare(NOBODY);
    let isOver = false;
    void work!.finally(() => (isOver = true));
    let changes = 0;
    for (; !isOver; changes++) {
      shown.add(changes % 3 === 0 ? author.draw().update : changes % 3 === 1 ? author.remove(ids[changes]!) : author.change(ids[500 + changes]!, { label: 'x' }));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(changes).toBeGreaterThan(1);
    shown.add(author.remove(ids.at(-1)!));
    expect(annotationsOf(took(shown.answer(NOBODY))).toJSON()).toEqual(annotationsOf(author.document).toJSON());
  });

  it('D25: a small document, and bytes that are no state', () => {
    expect(new PublicDocument([new Author().draw().update]).prepare(NOBODY)).toBeUndefined();
    expect(() => shown.prepare(new Uint8Array([200]))).toThrow();
  });
});
