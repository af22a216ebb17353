import { jest } from '@jest/globals';
import { addAnnotation, addComment, type Comment, listAnnotations, listComments } from '@parfocal/shared/annotation';
import { CASE_LAYER, type DocumentLayer, type DocumentName, documentPath, hiddenLayer, layerParts, privateLayer } from '@parfocal/shared/protocol';
import { computed, nextTick, shallowRef } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import type { openSlideDocument, SaveState } from '@/wire';
import { ANA, annotationOf, BEN, idOf } from '../testing/annotation-of';
import { Refusals } from '../unsent/refusals';
import { useLayeredAnnotations } from './useLayeredAnnotations';
import { useLayerMoves } from './useLayerMoves';
import { useOpenLayers } from './useOpenLayers';

/** One copy of a document, whose server the test plays. */
interface Copy {
  readonly name: DocumentName;
  readonly doc: Y.Doc;
  readonly tell: (state: SaveState) => void;
  readonly refuse: () => void;
}

const [MINE, HIS] = [privateLayer(ANA), hiddenLayer(BEN)];
const point = { kind: 'point' as const, geometry: [5, 5] };

describe('the layers of a slide', () => {
  let copies: Map<string, Copy>;
  const names = shallowRef<readonly DocumentName[]>([]);
  let stop: () => void;
  /** Opens the page anew. */
  let begin: () => void;
  let open: ReturnType<typeof useOpenLayers>;
  let layered: ReturnType<typeof useLayeredAnnotations>;
  let moves: ReturnType<typeof useLayerMoves>;

  const nameOf = (layer: DocumentLayer, slideId = 'a'): DocumentName => ({ caseId: 'case', slideId, layer });
  const copyOf = (layer: DocumentLayer, slideId = 'a'): Copy => copies.get(documentPath(nameOf(layer, slideId)))!;
  const shown = (): string[] => layered.annotations.annotations.value.map(({ id }) => id);
  const idsIn = (layer: DocumentLayer): string[] => listAnnotations(copyOf(layer).doc).map(({ id }) => id);
  const everythingSaved = async (): Promise<void> => {
    for (const copy of copies.values()) copy.tell({ kind: 'saved' });
    await nextTick();
  };

  beforeEach(() => {
    copies = new Map();
    const fake: typeof openSlideDocument = (name, _personId, events) => {
      const doc = new Y.Doc({ guid: documentPath(name) });
      copies.set(documentPath(name), { name, doc, tell: (state) => events.onState(state), refuse: () => events.onRefused('document.read-only') });
      return { doc, loaded: Promise.resolve(), dispose: () => Promise.resolve() };
    };
    names.value = [CASE_LAYER, MINE, HIS].map((layer) => nameOf(layer as DocumentLayer));
    sessionStorage.clear();
    localStorage.clear();
    begin = () => ({ stop } = inScope(() => {
      open = useOpenLayers({ names, personId: ANA, open: fake, refusals: new Refusals(ANA) });
      layered = useLayeredAnnotations({ layers: open.layers, isWritable: (layer) => layer === CASE_LAYER || layerParts(layer).id === ANA });
      moves = useLayerMoves({ place: computed(() => names.value[0]), layers: open.layers, layered, personId: ANA, quote: ({ text }) => `Ben: ${text}` });
    }));
    begin();
  });
  afterEach(() => {
    stop();
    jest.restoreAllMocks();
  });

  it('are listed as one, in the order of age, and each tells where it lies', () => {
    addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(2), 'x');
    addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(4), 'x');
    addAnnotation(copyOf(MINE).doc, annotationOf(3), 'x');
    addAnnotation(copyOf(HIS).doc, annotationOf(1, { author: BEN }), 'x');
    expect(shown()).toEqual([1, 2, 3, 4].map(idOf));
    expect(layered.annotations.annotations.value.map(layered.layerOf)).toEqual([HIS, CASE_LAYER, MINE, CASE_LAYER]);
  });

  it('are drawn into one at a time, never into what somebody else revealed', () => {
    expect(layered.active.value).toBe(CASE_LAYER);
    layered.drawInto(MINE);
    const id = layered.annotations.add(point, { colour: 0 })!;
    expect([idsIn(CASE_LAYER), idsIn(MINE)]).toEqual([[], [id]]);
    layered.drawInto(HIS);
    expect(layered.active.value).toBe(CASE_LAYER);
  });

  it('are hidden from this screen and shown again; nobody draws what they do not see', () => {
    addAnnotation(copyOf(MINE).doc, annotationOf(1), 'x');
    layered.show(MINE, false);
    expect(shown()).toEqual([]);
    layered.drawInto(MINE);
    layered.annotations.add(point, { colour: 0 });
    expect(shown()).toHaveLength(2);
  });

  it('change, lose and get back an annotation where it lies', () => {
    addAnnotation(copyOf(MINE).doc, annotationOf(1), 'x');
    layered.annotations.change(idOf(1), { label: 'seen' });
    expect(listAnnotations(copyOf(MINE).doc)).toMatchObject([{ label: 'seen' }]);
    layered.annotations.remove(idOf(1));
    expect(shown()).toEqual([]);
  });

  it('are undone in the order in which things were done, whatever the layer', () => {
    const first = layered.annotations.add(point, { colour: 0 })!;
    layered.drawInto(MINE);
    const second = layered.annotations.add(point, { colour: 0 })!;
    layered.drawInto(CASE_LAYER);
    layered.annotations.undo();
    expect(shown()).toEqual([first]);
    layered.annotations.undo();
    expect(shown()).toEqual([]);
    layered.annotations.redo();
    layered.annotations.redo();
    expect(shown().sort()).toEqual([first, second].sort());
  });

  it('are saved once all of them are', async () => {
    await everythingSaved();
    expect(open.state.value.kind).toBe('saved');
    copyOf(MINE).tell({ kind: 'offline', unsent: 2 });
    expect(open.state.value).toEqual({ kind: 'offline', unsent: 2 });
  });

  it('draw and say what was refused in the layer it was meant for, and no other', async () => {
    addAnnotation(copyOf(MINE).doc, annotationOf(1), 'x');
    const remark: Comment = { id: idOf(9), annotation: idOf(1), author: ANA, createdAt: 1, kind: 'remark', text: 'mine', mentions: [] };
    addComment(copyOf(MINE).doc, remark, 'x');
    addComment(copyOf(MINE).doc, { ...remark, id: idOf(10), annotation: idOf(404), text: 'about what is gone' }, 'x');
    copyOf(MINE).refuse();
    await nextTick();
    await Promise.resolve();
    copyOf(MINE).tell({ kind: 'saved' });
    expect(open.refusal.value?.drafts).toHaveLength(1);
    open.drawAgain(open.refusal.value!);
    open.dismissRefusal();
    expect([idsIn(CASE_LAYER), idsIn(MINE)]).toMatchObject([[], { length: 1 }]);
    expect(listComments(copyOf(MINE).doc)).toMatchObject([{ annotation: idsIn(MINE)[0], text: 'mine' }]);
    expect(open.refusal.value).toBeUndefined();
  });

  it('change with the slide, and leave nothing of it behind', async () => {
    addAnnotation(copyOf(MINE).doc, annotationOf(1), 'x');
    names.value = [CASE_LAYER, MINE].map((layer) => nameOf(layer as DocumentLayer, 'b'));
    await nextTick();
    expect(shown()).toEqual([]);
    expect(open.layers.value.map(({ layer }) => layer)).toEqual([CASE_LAYER, MINE]);
  });

  describe('moving', () => {
    const remark: Comment = { id: idOf(9), annotation: idOf(1), author: ANA, createdAt: 1, kind: 'remark', text: 'mine', mentions: [] };

    it('L6: copies with one’s own words, and removes only once the copy is on disk', async () => {
      await everythingSaved();
      addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(1, { label: 'to keep to myself' }), 'x');
      addComment(copyOf(CASE_LAYER).doc, remark, 'x');
      copyOf(MINE).tell({ kind: 'offline', unsent: 0 });
      moves.move(annotationOf(1), MINE);
      await nextTick();
      expect([idsIn(CASE_LAYER), idsIn(MINE), shown(), moves.isMoving(idOf(1))]).toEqual([[idOf(1)], [idOf(1)], [idOf(1)], true]);
      copyOf(MINE).tell({ kind: 'saved' });
      await nextTick();
      expect([idsIn(CASE_LAYER), shown(), moves.isMoving(idOf(1))]).toEqual([[], [idOf(1)], false]);
      expect(listAnnotations(copyOf(MINE).doc)).toEqual([annotationOf(1, { label: 'to keep to myself' })]);
      expect([listComments(copyOf(CASE_LAYER).doc), listComments(copyOf(MINE).doc)]).toEqual([[], [remark]]);
    });

    it('L6: leaves what is here where the copy is refused', async () => {
      await everythingSaved();
      addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(1), 'x');
      copyOf(MINE).tell({ kind: 'sending', unsent: 1 });
      moves.move(annotationOf(1), MINE);
      copyOf(MINE).refuse();
      await nextTick();
      copyOf(MINE).tell({ kind: 'saved' });
      await nextTick();
      expect(idsIn(CASE_LAYER)).toEqual([idOf(1)]);
    });

    it('L6: ends what was begun before the page was closed, once both layers are saved again', async () => {
      await everythingSaved();
      addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(1), 'x');
      addComment(copyOf(CASE_LAYER).doc, remark, 'x');
      copyOf(MINE).tell({ kind: 'offline', unsent: 1 });
      moves.move(annotationOf(1), MINE);
      await nextTick();
      const kept = ([CASE_LAYER, MINE] as DocumentLayer[]).map((layer) => [layer, Y.encodeStateAsUpdate(copyOf(layer).doc)] as const);
      stop();
      begin();
      for (const [layer, bytes] of kept) Y.applyUpdate(copyOf(layer).doc, bytes);
      copyOf(MINE).tell({ kind: 'saved' });
      await nextTick();
      expect(idsIn(CASE_LAYER)).toEqual([idOf(1)]);
      copyOf(CASE_LAYER).tell({ kind: 'saved' });
      await nextTick();
      expect([idsIn(CASE_LAYER), idsIn(MINE), listComments(copyOf(CASE_LAYER).doc)]).toEqual([[], [idOf(1)], []]);
      // Remembered until the removal itself is on disk, and no longer.
      expect(localStorage).toHaveLength(1);
      copyOf(CASE_LAYER).tell({ kind: 'sending', unsent: 1 });
      await nextTick();
      copyOf(CASE_LAYER).tell({ kind: 'saved' });
      await nextTick();
      expect(localStorage).toHaveLength(0);
    });

    it('L6: ends what was begun before the slide was changed', async () => {
      await everythingSaved();
      addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(1), 'x');
      copyOf(MINE).tell({ kind: 'offline', unsent: 1 });
      moves.move(annotationOf(1), MINE);
      const kept = ([CASE_LAYER, MINE] as DocumentLayer[]).map((layer) => [layer, Y.encodeStateAsUpdate(copyOf(layer).doc)] as const);
      for (const slideId of ['b', 'a']) {
        names.value = ([CASE_LAYER, MINE] as DocumentLayer[]).map((layer) => nameOf(layer, slideId));
        await nextTick();
        if (slideId === 'a') for (const [layer, bytes] of kept) Y.applyUpdate(copyOf(layer).doc, bytes);
        await everythingSaved();
      }
      expect([idsIn(CASE_LAYER), idsIn(MINE)]).toEqual([[], [idOf(1)]]);
    });

    it('L6: takes along what others said as a quotation in one’s own name, and says before that there is some', async () => {
      await everythingSaved();
      addAnnotation(copyOf(CASE_LAYER).doc, annotationOf(1), 'x');
      const his: Comment = { ...remark, id: idOf(8), author: BEN, createdAt: 2, text: 'a mitosis?', mentions: [ANA] };
      for (const one of [remark, his]) addComment(copyOf(CASE_LAYER).doc, one, 'x');
      expect([moves.saidByOthers(idOf(1)), moves.saidByOthers(idOf(2))]).toEqual([1, 0]);
      copyOf(MINE).tell({ kind: 'sending', unsent: 1 });
      moves.move(annotationOf(1), MINE);
      copyOf(MINE).tell({ kind: 'saved' });
      await nextTick();
      expect(listComments(copyOf(MINE).doc)).toEqual([remark, { ...his, id: expect.any(String), author: ANA, text: 'Ben: a mitosis?', mentions: [] }]);
      // His words are his: they stay where he wrote them.
      expect(listComments(copyOf(CASE_LAYER).doc)).toEqual([his]);
    });

    it.each([['somebody else’s', annotationOf(1, { author: BEN })], ['locked', annotationOf(1, { isLocked: true })]])('L6: moves nothing that is %s', async (_what, one) => {
      addAnnotation(copyOf(CASE_LAYER).doc, one, 'x');
      moves.move(one, MINE);
      await everythingSaved();
      expect([idsIn(CASE_LAYER), idsIn(MINE)]).toEqual([[idOf(1)], []]);
    });
  });
});
