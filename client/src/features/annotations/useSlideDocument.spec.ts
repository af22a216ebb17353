import { addAnnotation, type Annotation, changeAnnotation } from '@parfocal/shared/annotation';
import type { DocumentName, ErrorCode } from '@parfocal/shared/protocol';
import { nextTick, ref } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import type { openSlideDocument } from '@/wire';
import { ANA, annotationOf, BEN, idOf } from './testing/annotation-of';
import { Refusals } from './unsent/refusals';
import { useSlideDocument } from './useSlideDocument';

/** One copy of a document, whose server the test plays. */
class Copy {
  readonly doc = new Y.Doc();
  readonly disposals: { forget: boolean }[] = [];
  /** Ends the disposal, once the copy of this machine is deleted. */
  gone: (() => void)[] = [];

  constructor(readonly name: DocumentName, readonly personId: string, readonly events: Parameters<typeof openSlideDocument>[2]) {}

  holds(...annotations: Annotation[]): this {
    for (const annotation of annotations) addAnnotation(this.doc, annotation, 'test');
    return this;
  }
  saved(): void {
    this.events.onState({ kind: 'saved' });
  }
  refuse(code: ErrorCode): void {
    this.events.onRefused(code);
  }
}

describe('useSlideDocument', () => {
  const nameOf = (slideId: string): DocumentName => ({ caseId: 'case', slideId, layer: 'case' });
  let copies: Copy[];
  const name = ref<DocumentName>();
  let document: ReturnType<typeof useSlideDocument>;
  let stop: () => void;

  const last = (): Copy => copies.at(-1)!;
  const show = async (slideId: string | undefined): Promise<void> => {
    name.value = slideId === undefined ? undefined : nameOf(slideId);
    await nextTick();
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  /** The deletion of a copy that was given up is done. */
  const forgotten = async (copy: Copy): Promise<void> => {
    for (const done of copy.gone) done();
    await settle();
  };
  const drafts = (): string[] | undefined => document.refusal.value?.drafts.map(({ id }) => id);

  beforeEach(() => {
    copies = [];
    localStorage.clear();
    name.value = nameOf('a');
    const open = (of: DocumentName, personId: string, events: Copy['events']) => {
      const copy = new Copy(of, personId, events);
      copies.push(copy);
      return {
        doc: copy.doc,
        loaded: Promise.resolve(),
        dispose: (how = { forget: false }) => {
          copy.disposals.push(how);
          return new Promise<void>((resolve) => copy.gone.push(resolve));
        },
      };
    };
    ({ result: document, stop } = inScope(() => useSlideDocument({ name, personId: ANA, open, refusals: new Refusals(ANA) })));
  });
  afterEach(() => stop());

  it('opens the document of the slide in view, in the person’s name', () => {
    expect(copies.map((copy) => [copy.name, copy.personId])).toEqual([[nameOf('a'), ANA]]);
    expect(document.doc.value).toBe(last().doc);
    last().events.onState({ kind: 'sending', unsent: 2 });
    expect(document.state.value).toEqual({ kind: 'sending', unsent: 2 });
  });

  it('disposes of one when another slide comes into view, and hears it no more', async () => {
    const before = last();
    before.saved();
    await show('b');
    expect(before.disposals).toEqual([{ forget: false }]);
    expect(document.doc.value).toBe(last().doc);
    expect(document.state.value).toEqual({ kind: 'loading' });
    before.saved();
    before.refuse('document.author');
    expect(document.state.value).toEqual({ kind: 'loading' });
    expect(copies).toHaveLength(2);
  });

  it('stays with its copy when the same document is named again', async () => {
    await show('a');
    expect(copies).toHaveLength(1);
    expect(last().disposals).toEqual([]);
  });

  it('has none while no slide is in view, and none once its scope has ended', async () => {
    await show(undefined);
    expect(document.doc.value).toBeUndefined();
    await show('b');
    stop();
    expect(copies.map(({ disposals }) => disposals)).toEqual([[{ forget: false }], [{ forget: false }]]);
  });

  describe('after a refusal', () => {
    let refused: Copy;
    const truth = [annotationOf(1), annotationOf(2), annotationOf(3, { author: BEN })];

    beforeEach(() => {
      refused = last().holds(...truth, annotationOf(4));
      changeAnnotation(refused.doc, idOf(2), { label: 'changed' }, 'test');
    });

    it('D8: gives the copy up for good, and begins anew once it is deleted', async () => {
      refused.refuse('document.malformed');
      expect(refused.disposals).toEqual([{ forget: true }]);
      expect(document.doc.value).toBeUndefined();
      expect(copies).toHaveLength(1);
      await forgotten(refused);
      expect(document.doc.value).toBe(last().doc);
      expect(last()).not.toBe(refused);
    });

    it('hands back what of one’s own the server has not, once its truth is here', async () => {
      refused.refuse('document.malformed');
      await forgotten(refused);
      expect(document.refusal.value).toBeUndefined();
      last().holds(...truth).saved();
      expect(document.refusal.value?.code).toBe('document.malformed');
      expect(document.refusal.value?.drafts).toEqual([annotationOf(2, { label: 'changed' }), annotationOf(4)]);
      document.dismissRefusal();
      expect(document.refusal.value).toBeUndefined();
    });

    it('D2: tells who may only watch why, also when nothing of theirs is lost', async () => {
      refused.refuse('document.read-only');
      await forgotten(refused);
      last().holds(...truth, annotationOf(4));
      changeAnnotation(last().doc, idOf(2), { label: 'changed' }, 'test');
      last().saved();
      expect(document.refusal.value).toEqual({ code: 'document.read-only', drafts: [], remarks: [] });
    });

    it('hands each draft back once, as it was last, when the next copy is refused too', async () => {
      refused.refuse('document.malformed');
      await forgotten(refused);
      const second = last().holds(annotationOf(4, { label: 'newer' }), annotationOf(5));
      second.refuse('document.author');
      await forgotten(second);
      last().holds(...truth).saved();
      expect(document.refusal.value?.code).toBe('document.author');
      expect(document.refusal.value?.drafts).toEqual([annotationOf(2, { label: 'changed' }), annotationOf(4, { label: 'newer' }), annotationOf(5)]);
    });

    it('keeps drafts that nobody has answered for when another refusal comes', async () => {
      refused.refuse('document.malformed');
      await forgotten(refused);
      const second = last().holds(...truth);
      second.saved();
      second.holds(annotationOf(6)).refuse('document.malformed');
      await forgotten(second);
      last().holds(...truth).saved();
      expect(drafts()).toEqual([idOf(2), idOf(4), idOf(6)]);
    });

    it('never offers what was drawn on one slide on another, and offers it again on its own', async () => {
      refused.refuse('document.malformed');
      await forgotten(refused);
      await show('b');
      last().saved();
      expect(document.refusal.value).toBeUndefined();
      await show('a');
      last().holds(...truth).saved();
      expect(drafts()).toEqual([idOf(2), idOf(4)]);
      await show('b');
      expect(document.refusal.value).toBeUndefined();
      await show('a');
      expect(drafts()).toEqual([idOf(2), idOf(4)]);
    });

    it('waits for the deletion also when the slide was left and shown again meanwhile', async () => {
      refused.refuse('document.malformed');
      await show('b');
      await show('a');
      expect(copies.map((copy) => copy.name.slideId)).toEqual(['a', 'b']);
      await forgotten(refused);
      expect(copies.map((copy) => copy.name.slideId)).toEqual(['a', 'b', 'a']);
    });

    it('opens nothing once its scope has ended', async () => {
      refused.refuse('document.malformed');
      stop();
      await forgotten(refused);
      expect(copies).toHaveLength(1);
    });
  });
});
