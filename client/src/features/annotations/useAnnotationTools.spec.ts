import { addAnnotation, type Annotation, changeAnnotation, removeAnnotation } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import type { Mpp } from '@parfocal/shared/geometry';
import { nextTick, ref, shallowRef } from 'vue';
import * as Y from 'yjs';
import { locale } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { markColour } from '@/ui';
import { ANA, annotationOf, BEN, idOf } from './testing/annotation-of';
import { caseClasses } from './testing/case-classes';
import { DrawingViewer } from './testing/drawing-viewer';
import { useAnnotations } from './useAnnotations';
import { type AnnotationTools, useAnnotationTools } from './useAnnotationTools';

describe('useAnnotationTools', () => {
  const canDraw = ref(true);
  const mpp = shallowRef<Mpp>();
  const planes = ref(1);
  const { vocabulary, classes } = caseClasses();
  const [tumour, stroma] = DEFAULT_VOCABULARY.classes;
  let viewer: DrawingViewer;
  let doc: Y.Doc;
  let tools: AnnotationTools;
  let jumps: number;
  let stop: () => void;

  const begin = (...annotations: Annotation[]): void => {
    viewer = new DrawingViewer();
    doc = new Y.Doc();
    for (const annotation of annotations) addAnnotation(doc, annotation, 'test');
    ({ result: tools, stop } = inScope(() => {
      const annotations = useAnnotations({ doc: shallowRef(doc), personId: ANA });
      const isElsewhere = ({ target }: Event): boolean => target instanceof HTMLInputElement;
      return useAnnotationTools({ viewer: viewer.asViewer, annotations, mpp, personId: ANA, canDraw, planes, classes, isElsewhere, beforeJump: () => void jumps++ });
    }));
  };
  const press = (key: string, how: KeyboardEventInit = {}, target: EventTarget = document.body): boolean =>
    !target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }));
  const labels = (): string[] => viewer.marks.map(({ annotation }) => annotation.label);

  beforeEach(() => {
    localStorage.clear();
    canDraw.value = true;
    mpp.value = undefined;
    planes.value = 1;
    vocabulary.value = DEFAULT_VOCABULARY.classes;
    jumps = 0;
  });
  afterEach(() => {
    stop();
    locale.value = 'en';
    document.body.replaceChildren();
  });

  it('selects what was just drawn, to be named, and goes back to moving', async () => {
    begin();
    tools.choose('line');
    await nextTick();
    viewer.draw({ kind: 'line', geometry: [0, 0, 3, 4] });
    await nextTick();
    const [mark] = viewer.marks;
    expect(tools.selectedId.value).toBe(mark?.annotation.id);
    expect(viewer.told.slice(-3)).toEqual(expect.arrayContaining([['marks', 1], ['tool', 'move'], ['select', mark?.annotation.id]]));
    // The viewer can select only what it has.
    expect(viewer.told.findIndex(([what]) => what === 'select')).toBeGreaterThan(viewer.told.findIndex(([what, count]) => what === 'marks' && count === 1));
  });

  it('draws in the chosen colour, and remembers it for the next page', async () => {
    begin();
    tools.colour.value = 3;
    await nextTick();
    expect(viewer.last('colour')).toBe(markColour(3).stroke);
    viewer.draw({ kind: 'point', geometry: [0, 0] });
    await nextTick();
    expect(viewer.marks[0]?.annotation.colour).toBe(3);
    stop();
    begin();
    expect(tools.colour.value).toBe(3);
  });

  it.each(['8', '-1', '1.5', 'red', ''])('takes no colour %p out of storage that there is not', (raw) => {
    localStorage.setItem('parfocal:mark-colour', raw);
    begin();
    expect(tools.colour.value).toBe(0);
  });

  it('keeps a reshaped geometry', () => {
    begin(annotationOf(1));
    viewer.reshape(idOf(1), [7, 8]);
    expect(doc.getMap<Y.Map<unknown>>('annotations').get(idOf(1))?.get('geometry')).toEqual([7, 8]);
  });

  it('says a measure while drawing, in the units and the language of now', async () => {
    begin();
    expect(viewer.caption({ kind: 'line', geometry: [0, 0, 3, 4] })).toBe('5 px');
    mpp.value = { mppX: 0.5, mppY: 0.5 };
    await nextTick();
    expect(viewer.caption({ kind: 'line', geometry: [0, 0, 3, 4] })).toBe('2.5 µm');
  });

  it('jumps to an annotation: lets the leader go, shows it, selects it', () => {
    begin(annotationOf(5));
    tools.jumpTo(annotationOf(5));
    expect(jumps).toBe(1);
    expect(viewer.last('box')).toEqual({ box: { minX: 5, minY: 5, maxX: 5, maxY: 5 }, durationMs: 300 });
    expect(tools.selectedId.value).toBe(idOf(5));
  });

  it('lets go of a selection that is removed by anyone', async () => {
    begin(annotationOf(1), annotationOf(2));
    viewer.pick(idOf(1));
    removeAnnotation(doc, idOf(2), 'test');
    await nextTick();
    expect(tools.selectedId.value).toBe(idOf(1));
    removeAnnotation(doc, idOf(1), 'test');
    await nextTick();
    expect(tools.selectedId.value).toBeNull();
  });

  it('draws on the focal plane in view, and goes back to it', async () => {
    begin();
    planes.value = 3;
    viewer.plane = 2;
    viewer.draw({ kind: 'point', geometry: [0, 0] });
    await nextTick();
    const drawn = viewer.marks[0]!.annotation;
    viewer.plane = 0;
    tools.jumpTo(drawn);
    expect([drawn.z, viewer.plane]).toEqual([2, 2]);
  });

  describe('classes', () => {
    const shift = (digit: number): boolean => press('!', { shiftKey: true, code: `Digit${digit}` });

    it('are what is drawn next, in their colour, also on the next page; a colour chosen is none', async () => {
      begin();
      expect(shift(2)).toBe(true);
      await nextTick();
      expect(viewer.last('colour')).toBe(markColour(stroma!.colour).stroke);
      viewer.draw({ kind: 'point', geometry: [0, 0] });
      stop();
      begin();
      expect(tools.drawnClass.value).toEqual(stroma);
      tools.colour.value = 6;
      expect([tools.drawnClass.value, tools.colour.value]).toEqual([undefined, 6]);
    });

    it('of what is picked and one’s own are changed by a key; not what is locked or another’s', async () => {
      begin(annotationOf(1), annotationOf(2, { author: BEN }), annotationOf(3, { isLocked: true }));
      tools.pick([idOf(1), idOf(2), idOf(3)]);
      shift(1);
      await nextTick();
      expect(viewer.marks.map(({ annotation }) => annotation.classId)).toEqual([tumour!.id, null, null]);
      expect(tools.drawnClass.value).toBeUndefined();
    });

    it('recolour everything of theirs at once', async () => {
      begin(annotationOf(1, { classId: tumour!.id }), annotationOf(2));
      const [, other] = viewer.marks;
      expect(viewer.marks[0]!.colour).toBe(markColour(tumour!.colour).stroke);
      vocabulary.value = [{ ...tumour!, colour: 6 }];
      await nextTick();
      expect(viewer.marks.map(({ colour }) => colour)).toEqual([markColour(6).stroke, other!.colour]);
    });

    it('that are hidden are not drawn with, and keep what has them', async () => {
      begin(annotationOf(1, { classId: tumour!.id }));
      tools.drawAs(tumour!.id);
      vocabulary.value = [{ ...tumour!, isHidden: true }];
      await nextTick();
      expect([tools.drawnClass.value, viewer.marks[0]!.colour]).toEqual([undefined, markColour(tumour!.colour).stroke]);
    });
  });

  describe('several', () => {
    it('are picked on the slide with Shift or a box, and let go by a click beside them', () => {
      begin(annotationOf(1), annotationOf(2), annotationOf(3));
      viewer.pick(idOf(1));
      viewer.pick(idOf(2), true);
      viewer.box(idOf(2), idOf(3));
      expect([...tools.picked.value]).toEqual([idOf(1), idOf(2), idOf(3)]);
      viewer.pick(idOf(1), true);
      expect([...tools.picked.value]).toEqual([idOf(2), idOf(3)]);
      viewer.pick(null);
      expect(tools.picked.value.size).toBe(0);
    });

    it('are shown as picked, and treated alike in one change to take back', async () => {
      begin(annotationOf(1), annotationOf(2), annotationOf(3));
      const [first] = viewer.marks;
      tools.pick([idOf(1), idOf(2)]);
      await nextTick();
      expect(tools.selectedId.value).toBeNull();
      expect(viewer.marks.map(({ colour }) => colour === first!.colour)).toEqual([false, false, true]);
      press('Delete');
      await nextTick();
      expect(labels()).toEqual(['no 3']);
      expect(tools.picked.value.size).toBe(0);
      press('z', { ctrlKey: true });
      await nextTick();
      expect(labels()).toEqual(['no 1', 'no 2', 'no 3']);
    });
  });

  describe('marks', () => {
    it('are one’s own to edit unless they are locked, and everyone’s to see', () => {
      begin(annotationOf(1), annotationOf(2, { author: BEN }), annotationOf(3, { isLocked: true }));
      expect(viewer.marks.map(({ editable }) => editable)).toEqual([true, false, false]);
    });

    it('are made anew for what changed alone', async () => {
      begin(annotationOf(1), annotationOf(2));
      const [first, second] = viewer.marks;
      changeAnnotation(doc, idOf(2), { label: 'x' }, 'test');
      await nextTick();
      expect(labels()).toEqual(['no 1', 'x']);
      expect(viewer.marks[0]).toBe(first);
      expect(viewer.marks[1]).not.toBe(second);
    });

    it('are made anew when scale, language or right change', async () => {
      begin(annotationOf(1, { kind: 'line', geometry: [0, 0, 3000, 4000], label: '' }));
      expect(viewer.marks[0]?.caption).toBe('5,000 px');
      mpp.value = { mppX: 0.5, mppY: 0.5 };
      await nextTick();
      expect(viewer.marks[0]?.caption).toBe('2.5 mm');
      canDraw.value = false;
      await nextTick();
      expect(viewer.marks[0]?.editable).toBe(false);
      const before = viewer.marks[0];
      locale.value = 'zh-CN';
      await nextTick();
      expect(viewer.marks[0]).not.toBe(before);
    });
  });

  describe('D2: who may no longer draw', () => {
    beforeEach(async () => {
      begin();
      viewer.draw({ kind: 'point', geometry: [0, 0] });
      tools.choose('line');
      await nextTick();
      canDraw.value = false;
      await nextTick();
    });

    it('has no tool in hand and gets none', () => {
      expect(viewer.last('tool')).toBe('move');
      press('p');
      expect(tools.tool.value).toBe('move');
    });

    it('takes nothing back and removes nothing, which the server would refuse', async () => {
      press('Delete');
      press('z', { ctrlKey: true });
      await nextTick();
      expect(viewer.marks).toHaveLength(1);
    });
  });

  it('Escape gives up one thing at a time: the shape, the tool, the selection', () => {
    begin(annotationOf(1));
    viewer.pick(idOf(1));
    tools.choose('polygon');
    viewer.isDrawing = true;
    expect(tools.escape()).toBe(true);
    expect([tools.tool.value, tools.selectedId.value]).toEqual(['polygon', idOf(1)]);
    expect(tools.escape()).toBe(true);
    expect([tools.tool.value, tools.selectedId.value]).toEqual(['move', idOf(1)]);
    expect(tools.escape()).toBe(true);
    expect(tools.selectedId.value).toBeNull();
    expect(tools.escape()).toBe(false);
  });
});
