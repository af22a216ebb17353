import { jest } from '@jest/globals';
import { addAnnotation, Annotation, listAnnotations, listComments } from '@parfocal/shared/annotation';
import { documentPath, privateLayer } from '@parfocal/shared/protocol';
import { computed, ref, shallowRef } from 'vue';
import * as Y from 'yjs';
import { useAnnotations } from '@/features/annotations';
import { inScope } from '@/lib/testing/in-scope';
import type { AnnotationMark, SlideViewer } from '@/viewer';
import { useMarksHistory } from './useMarksHistory';

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ANA = idOf(0xa);
const annotationOf = (n: number, change: Partial<Annotation> = {}): Annotation =>
  Annotation.parse({ id: idOf(n), kind: 'point', geometry: [n, n], label: '', note: '', colour: 0, author: ANA, createdAt: n, ...change });
const docAt = (layer: 'case' | ReturnType<typeof privateLayer>): Y.Doc => new Y.Doc({ guid: documentPath({ caseId: idOf(1), slideId: idOf(2), layer }) });

describe('useMarksHistory', () => {
  const [ofCase, ofMine] = [docAt('case'), docAt(privateLayer(ANA))];
  const ghosts: (AnnotationMark | null)[] = [];
  const viewer = { setGhost: (mark: AnnotationMark | null) => void ghosts.push(mark), showBox: jest.fn() } as unknown as SlideViewer;
  const doc = shallowRef<Y.Doc | undefined>(ofCase);
  const selectedId = ref<string | null>(null);
  const putBack = jest.fn<(annotation: Annotation, into?: string) => void>();
  const beforeJump = jest.fn();
  let history: ReturnType<typeof useMarksHistory>;
  let stop: () => void;

  beforeEach(() => {
    ghosts.length = 0;
    putBack.mockReset();
    ({ result: history, stop } = inScope(() => {
      const annotations = { ...useAnnotations({ doc, personId: ANA }), putBack };
      return useMarksHistory({ viewer, doc, docs: computed(() => [ofCase, ofMine]), annotations, selectedId, beforeJump });
    }));
  });
  afterEach(() => stop());

  it('begins with the layer that is drawn into, and with the first where nothing may be drawn', () => {
    expect([history.layer.value, history.layers.value.length]).toEqual(['case', 2]);
    doc.value = undefined;
    expect(history.layer.value).toBe('case');
    doc.value = ofMine;
    expect(history.layer.value).toBe(privateLayer(ANA));
    doc.value = ofCase;
  });

  it('restores what is gone into the layer whose time line it is, and nothing that is in another one', () => {
    history.layer.value = privateLayer(ANA);
    expect(history.restore(annotationOf(3))).toBe(true);
    expect(putBack.mock.calls).toEqual([[annotationOf(3), privateLayer(ANA)]]);
    addAnnotation(ofCase, annotationOf(4), 'x');
    expect(history.restore(annotationOf(4))).toBe(false);
    history.asItWas({ putBack: [annotationOf(4), annotationOf(5)], notYet: [idOf(4)] });
    expect(putBack.mock.calls.slice(1)).toEqual([[annotationOf(5), privateLayer(ANA)]]);
    expect(listAnnotations(ofCase, 'binned')).toEqual([]);
  });

  it('restores one’s own remark where it was said, as long as what it is about is there', () => {
    addAnnotation(ofMine, annotationOf(7), 'x');
    const remark = { id: idOf(70), annotation: idOf(7), author: ANA, createdAt: 1, kind: 'remark' as const, text: 'as it was', mentions: [] };
    history.layer.value = privateLayer(ANA);
    expect(history.restoreRemark(remark)).toBe(true);
    expect(listComments(ofMine)).toEqual([remark]);
    expect(history.restoreRemark({ ...remark, text: 'earlier' })).toBe(true);
    expect(listComments(ofMine).map(({ text }) => text)).toEqual(['earlier']);
    expect(history.restoreRemark({ ...remark, annotation: idOf(99) })).toBe(false);
    expect(listComments(ofCase)).toEqual([]);
  });

  it('shows a version as a ghost, without words that stand there already, and takes it away in the end', () => {
    addAnnotation(ofCase, annotationOf(6, { label: 'now' }), 'x');
    history.look(annotationOf(6, { label: 'then' }));
    history.look(annotationOf(6, { label: 'now', colour: 2 }));
    expect(ghosts.map((mark) => mark?.caption)).toEqual(['then', '']);
    stop();
    expect(ghosts.at(-1)).toBeNull();
  });

  it('goes back to the list when something is picked', async () => {
    history.list.value = 'bin';
    selectedId.value = idOf(6);
    await Promise.resolve();
    expect(history.list.value).toBe('slide');
  });
});
