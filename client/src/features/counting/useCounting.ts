import { type Annotation, annotationBox, areaOutline, countResult, drawableBox, fieldAreaMm2, fieldsOverlap, LABEL_MAX, liesInField, liesWithin } from '@parfocal/shared/annotation';
import { type AnnotationClass, className, type SlideSummary } from '@parfocal/shared/api';
import type { Mpp, SlidePoint } from '@parfocal/shared/geometry';
import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { formatNumber, locale, t } from '@/i18n';
import { useStored } from '@/lib';
import type { DrawnShape, SlideViewer } from '@/viewer';
import { areaOf, type CountSettings, diameterMm, readSettings } from './count-settings';
import { countWords, rateWords } from './count-words';

/** What counting needs of the annotations. */
interface Marks {
  readonly annotations: Ref<readonly Annotation[]>;
  add(shape: DrawnShape, looks: Pick<Annotation, 'colour'> & Partial<Pick<Annotation, 'label' | 'note' | 'classId' | 'z'>>): string | undefined;
  change(id: string, change: Partial<Pick<Annotation, 'label' | 'note' | 'isLocked'>>): void;
  remove(id: string): void;
  together(work: () => void): void;
}

interface Collaborators {
  viewer: SlideViewer;
  marks: Marks;
  slide: Ref<Pick<SlideSummary, 'id' | 'widthPx' | 'heightPx'> | undefined>;
  mpp: Ref<Mpp | undefined>;
  classes: Ref<readonly AnnotationClass[]>;
  canDraw: Ref<boolean>;
  personId: string;
}

/** What most people count; the class that every case begins with. */
const MITOSIS = 'c1a55000-0000-4000-8000-000000000005';
const OUTLINE_COLOUR = 6;

/** Why a click or a field was not taken. */
export type NotTaken = 'outside' | 'overlap' | 'off-slide' | 'no-view';

/**
 * Counts points of one class within standard areas. Areas and points are annotations like any others, so that everyone sees them at
 * once, and a reload or a lost line loses none; what is counted is what lies there.
 */
export function useCounting({ viewer, marks, slide, mpp, classes, canDraw, personId }: Collaborators) {
  const stored = useStored('parfocal:counting', (raw) => JSON.stringify(readSettings(raw)));
  const settings = computed<CountSettings>({ get: () => readSettings(stored.value), set: (next) => (stored.value = JSON.stringify(next)) });
  const wanted = ref(MITOSIS);
  const classId = computed({ get: () => (classes.value.some(({ id }) => id === wanted.value) ? wanted.value : classes.value[0]?.id), set: (id) => (wanted.value = id ?? MITOSIS) });
  const counted = computed(() => classes.value.find(({ id }) => id === classId.value));
  const name = computed(() => (counted.value ? className(counted.value, locale.value) : t('annotations.kind.point')));

  const fieldIds = shallowRef<readonly string[]>([]);
  /** Points of this count in the order in which they were made, to be taken back in. */
  let made: string[] = [];
  const fields = computed(() => (fieldIds.value.length > 0 ? marks.annotations.value.filter(({ id }) => fieldIds.value.includes(id)) : []));
  const isOn = computed(() => fields.value.length > 0);
  const points = computed(() => (isOn.value
    ? marks.annotations.value.filter(({ kind, author, classId: of, geometry }) =>
        kind === 'point' && author === personId && of === (classId.value ?? null) && fields.value.some((field) => liesInField({ x: geometry[0]!, y: geometry[1]! }, field)))
    : []));
  const result = computed(() => countResult(points.value.length, fields.value.length, areaOf(settings.value).areaMm2, fieldAreaMm2(diameterMm(settings.value))));

  const end = (): void => {
    fieldIds.value = [];
    made = [];
  };
  const unlock = (id: string): void => marks.change(id, { isLocked: false });
  // A count belongs to its slide, and to who may draw; what was counted stays where it is.
  watch([() => slide.value?.id, canDraw], end);

  return {
    settings,
    classId,
    name,
    isOn,
    result,
    /** Why nothing can be counted here: a slide without a scale has no mm². */
    hasScale: computed(() => mpp.value !== undefined),
    /** Draws the area in the middle of the view, locked, so that nothing moves it by mistake. A further one is a further field. */
    place(): NotTaken | undefined {
      const view = viewer.view();
      if (!view || !slide.value || !mpp.value || !canDraw.value) return 'no-view';
      const outline = areaOutline(areaOf(settings.value), view, mpp.value);
      if (!liesWithin(annotationBox(outline), drawableBox(slide.value))) return 'off-slide';
      if (fields.value.some((field) => fieldsOverlap(field, outline))) return 'overlap';
      const label = t('counting.fieldLabel', { name: name.value, n: fields.value.length + 1 });
      const id = marks.add(outline, { colour: OUTLINE_COLOUR, label: label.slice(0, LABEL_MAX) });
      if (!id) return 'no-view';
      marks.change(id, { isLocked: true });
      fieldIds.value = [...fieldIds.value, id];
      return undefined;
    },
    count({ x, y }: SlidePoint): NotTaken | undefined {
      if (!fields.value.some((field) => liesInField({ x, y }, field))) return 'outside';
      const id = marks.add({ kind: 'point', geometry: [x, y] }, { colour: counted.value?.colour ?? 0, classId: classId.value ?? null });
      if (id) made.push(id);
      return undefined;
    },
    takeBack(): void {
      const there = new Set(points.value.map(({ id }) => id));
      for (let last = made.pop(); last !== undefined; last = made.pop()) if (there.has(last)) return marks.remove(last);
    },
    /** Writes the result into the name of the first area, and how it was counted into its note. */
    save(): string {
      const words = t('counting.label', { name: name.value, count: countWords(result.value, locale.value), rate: rateWords(result.value, settings.value, locale.value) });
      const { fieldNumberMm, objective } = settings.value;
      const note = t('counting.note', { fieldNumber: formatNumber(fieldNumberMm, locale.value), objective: formatNumber(objective, locale.value), area: formatNumber(areaOf(settings.value).areaMm2, locale.value) });
      const [first] = fieldIds.value;
      if (first !== undefined) {
        marks.together(() => {
          unlock(first);
          marks.change(first, { label: words.slice(0, LABEL_MAX), note });
        });
        marks.change(first, { isLocked: true });
      }
      end();
      return words;
    },
    /** Takes the areas away, and the points of this count. */
    discard(): void {
      const there = new Set(marks.annotations.value.map(({ id }) => id));
      marks.together(() => fieldIds.value.forEach(unlock));
      marks.together(() => [...fieldIds.value, ...made].forEach((id) => there.has(id) && marks.remove(id)));
      end();
    },
  };
}

export type Counting = ReturnType<typeof useCounting>;
