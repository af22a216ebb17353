import type { Annotation } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import type { Mpp } from '@parfocal/shared/geometry';
import { nextTick, ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import type { SlideViewer } from '@/viewer';
import { DEFAULT_SETTINGS, readSettings } from './count-settings';
import { useCounting } from './useCounting';

const [ANA, BEN] = ['aaaaaaaa-0000-4000-8000-000000000000', 'bbbbbbbb-0000-4000-8000-000000000000'];
const MITOSIS = DEFAULT_VOCABULARY.classes.find(({ en }) => en === 'Mitosis')!;

describe('useCounting', () => {
  /** Refuses to change what is locked, as the document does. */
  const begin = (scale: Mpp | undefined = { mppX: 0.25, mppY: 0.5 }) => {
    localStorage.clear();
    const annotations = shallowRef<readonly Annotation[]>([]);
    const marks = {
      annotations,
      add(shape: Pick<Annotation, 'kind' | 'geometry'>, looks: Partial<Annotation>): string {
        const id = `id-${annotations.value.length}`;
        annotations.value = [...annotations.value, { label: '', note: '', colour: 0, classId: null, z: null, isLocked: false, deletedAt: null, author: ANA, createdAt: 0, ...looks, ...shape, id }];
        return id;
      },
      change(id: string, change: Partial<Annotation>): void {
        annotations.value = annotations.value.map((one) => (one.id !== id ? one : one.isLocked && change.isLocked !== false ? one : { ...one, ...change }));
      },
      remove(id: string): void {
        annotations.value = annotations.value.filter((one) => one.id !== id || one.isLocked);
      },
      together: (work: () => void): void => work(),
    };
    const view = { x: 10_000, y: 10_000 };
    const slide = shallowRef({ id: 's', widthPx: 40_000, heightPx: 20_000 });
    const [mpp, canDraw] = [ shallowRef<Mpp | undefined>(scale), ref(true)];
    const { result: counting } = inScope(() => useCounting({ viewer: { view: () => view } as unknown as SlideViewer, marks, slide, mpp, classes: shallowRef(DEFAULT_VOCABULARY.classes), canDraw, personId: ANA }));
    return { counting, marks, annotations, view, slide, mpp, canDraw };
  };

  it('places a circle of 1 mm² in the middle of the view, round on the glass, that nothing moves', () => {
    const { counting, annotations } = begin();
    expect(counting.place()).toBeUndefined();
    const [field] = annotations.value;
    expect(field).toMatchObject({ kind: 'ellipse', isLocked: true });
    expect(field!.geometry.slice(0, 2)).toEqual([10_000, 10_000]);
    expect(field!.geometry[2]! * 0.25).toBeCloseTo(field!.geometry[3]! * 0.5, 6);
  });

  it('counts a click inside, as a point of the class, and nothing outside', () => {
    const { counting, annotations } = begin();
    counting.place();
    expect(counting.count({ x: 10_100, y: 10_100 })).toBeUndefined();
    // Within the radius in pixels of x, and beyond it on the glass.
    expect(counting.count({ x: 10_000, y: 12_000 })).toBe('outside');
    expect(counting.result.value).toMatchObject({ count: 1, areaMm2: 1, perMm2: 1 });
    expect(annotations.value[1]).toMatchObject({ kind: 'point', classId: MITOSIS.id, colour: MITOSIS.colour });
  });

  it('counts one’s own points of the class that lie there, whoever deletes one of them', () => {
    const { counting, marks } = begin();
    counting.place();
    const earlier = marks.add({ kind: 'point', geometry: [10_000, 10_000] }, { classId: MITOSIS.id });
    marks.add({ kind: 'point', geometry: [10_000, 10_000] }, { classId: MITOSIS.id, author: BEN });
    marks.add({ kind: 'point', geometry: [10_000, 10_000] }, { classId: null });
    counting.count({ x: 10_001, y: 10_000 });
    expect(counting.result.value.count).toBe(2);
    marks.remove(earlier);
    expect(counting.result.value.count).toBe(1);
  });

  it('takes the last one back, then the one before, and no earlier point', () => {
    const { counting, marks, annotations } = begin();
    counting.place();
    marks.add({ kind: 'point', geometry: [10_000, 10_000] }, { classId: MITOSIS.id });
    counting.count({ x: 10_001, y: 10_000 });
    counting.count({ x: 10_002, y: 10_000 });
    counting.takeBack();
    expect(annotations.value.map(({ geometry }) => geometry[0])).toEqual([10_000, 10_000, 10_001]);
    counting.takeBack();
    counting.takeBack();
    expect(counting.result.value.count).toBe(1);
  });

  it('adds fields up, and places none over another', () => {
    const { counting, view } = begin();
    counting.settings.value = { ...counting.settings.value, area: 'field' };
    counting.place();
    expect(counting.place()).toBe('overlap');
    view.x += 3_000;
    expect(counting.place()).toBeUndefined();
    counting.count({ x: 10_000, y: 10_000 });
    counting.count({ x: 13_000, y: 10_000 });
    expect(counting.result.value).toMatchObject({ count: 2, fields: 2 });
    expect(counting.result.value.areaMm2).toBeCloseTo(0.4752, 4);
    expect(counting.result.value.perTenFields).toBeCloseTo(10, 6);
  });

  it('places none that reaches off the slide, which no layer would keep', () => {
    const { counting, annotations, view } = begin();
    view.y = 1_000;
    expect(counting.place()).toBeUndefined();
    view.y = -2_500;
    expect(counting.place()).toBe('off-slide');
    expect(annotations.value).toHaveLength(1);
  });

  it('saves the result with the outline, which stays locked, and is over', () => {
    const { counting, annotations } = begin();
    counting.place();
    for (let i = 0; i < 12; i++) counting.count({ x: 10_000 + i, y: 10_000 });
    expect(counting.save()).toBe('Mitosis: 12 in 1 mm² = 12/mm² · 28.5/10 HPF (0.55 mm)');
    expect(annotations.value[0]).toMatchObject({ label: 'Mitosis: 12 in 1 mm² = 12/mm² · 28.5/10 HPF (0.55 mm)', isLocked: true });
    expect(annotations.value[0]!.note).toContain('field number 22 mm, objective 40x');
    expect(counting.isOn.value).toBe(false);
    expect(annotations.value).toHaveLength(13);
  });

  it('takes area and points away when it is discarded, and leaves what was there before', () => {
    const { counting, marks, annotations } = begin();
    marks.add({ kind: 'point', geometry: [10_000, 10_000] }, { classId: MITOSIS.id });
    counting.place();
    counting.count({ x: 10_001, y: 10_000 });
    counting.discard();
    expect(annotations.value).toHaveLength(1);
    expect(counting.isOn.value).toBe(false);
  });

  it('is over on another slide, where it keeps what was counted', async () => {
    const { counting, annotations, slide } = begin();
    counting.place();
    slide.value = { ...slide.value, id: 'other' };
    await nextTick();
    expect([counting.isOn.value, annotations.value.length]).toEqual([false, 1]);
  });

  it('has no areas where the slide does not say its scale, nor for who may only watch', () => {
    const { counting, mpp, canDraw } = begin();
    mpp.value = undefined;
    expect([counting.hasScale.value, counting.place()]).toEqual([false, 'no-view']);
    [mpp.value, canDraw.value] = [{ mppX: 1, mppY: 1 }, false];
    expect(counting.place()).toBe('no-view');
  });

  it('forgets settings that are none', () => {
    expect(['{"area":"field","objective":0}', 'nonsense', null].map(readSettings)).toEqual([DEFAULT_SETTINGS, DEFAULT_SETTINGS, DEFAULT_SETTINGS]);
    expect(readSettings(JSON.stringify({ ...DEFAULT_SETTINGS, area: 'field', objective: 60 }))).toMatchObject({ area: 'field', objective: 60 });
  });
});
