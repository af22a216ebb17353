import { type Annotation, annotationBox } from '@parfocal/shared/annotation';
import type { AnnotationClass } from '@parfocal/shared/api';
import type { Mpp } from '@parfocal/shared/geometry';
import { onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { locale } from '@/i18n';
import { markColour } from '@/ui';
import type { SlideViewer, ViewerTool } from '@/viewer';
import { measureText } from './caption';
import { classIndexOf } from './classes/class-keys';
import type { ClassOf } from './classes/class-of';
import { TOOLS } from './tools';
import type { Annotations } from './useAnnotations';
import { useDrawnLooks } from './useDrawnLooks';
import { useGroupWork } from './useGroupWork';
import { useMarksOnSlide } from './useMarksOnSlide';
import { usePicked } from './usePicked';

interface Collaborators {
  viewer: SlideViewer;
  annotations: Annotations;
  mpp: Ref<Mpp | undefined>;
  personId: string;
  canDraw: Ref<boolean>;
  /** Focal planes of the slide. */
  planes?: Ref<number>;
  classes?: { readonly offered: Ref<readonly AnnotationClass[]>; readonly classOf: Ref<ClassOf> };
  /** Keys that a field, a menu or a dialog needs for itself. */
  isElsewhere: (event: Event) => boolean;
  /** Going to an annotation is looking around: whoever is followed is let go. */
  beforeJump: () => void;
  /** A tool was chosen: whatever else is in hand is put down. */
  onChoose?: () => void;
}

const JUMP_MS = 300;
const ONE_PLANE = shallowRef(1);
const NO_CLASSES = { offered: shallowRef<readonly AnnotationClass[]>([]), classOf: shallowRef<ClassOf>(() => undefined) };

/** Ties the annotations to the viewer: drawing, picking, reshaping, deleting, and a key for each tool and class. */
export function useAnnotationTools({ viewer, annotations, mpp, personId, canDraw, planes = ONE_PLANE, classes = NO_CLASSES, isElsewhere, beforeJump, onChoose = () => undefined }: Collaborators) {
  const tool = ref<ViewerTool>('move');
  const looks = useDrawnLooks(classes.classOf);
  const picking = usePicked();
  const group = useGroupWork(annotations);
  const { picked, selectedId, select } = picking;

  const choose = (next: ViewerTool): void => {
    tool.value = canDraw.value ? next : 'move';
    onChoose();
  };
  const isMine = (annotation: Annotation): boolean => canDraw.value && annotation.author === personId;
  const mayChange = (annotation: Annotation): boolean => isMine(annotation) && !annotation.isLocked;
  /** What is picked and may be changed. */
  const changeable = (): string[] => annotations.annotations.value.filter((one) => picked.value.has(one.id) && mayChange(one)).map(({ id }) => id);
  const removeSelected = (): void => group.removeAll(changeable());
  const jumpTo = (annotation: Annotation): void => {
    beforeJump();
    if (annotation.z !== null && annotation.z < planes.value) viewer.setAppearance({ ...viewer.appearance(), z: annotation.z });
    viewer.showBox(annotationBox(annotation), JUMP_MS);
    select(annotation.id);
  };
  /** Of what is picked and one's own, else of what is drawn next. */
  const classify = (classId: string | null): void => {
    const own = changeable();
    if (own.length === 0) looks.drawAs(classId);
    else group.changeAll(own, { classId });
  };

  const stops = [
    viewer.onDrawn((shape) => {
      const z = planes.value > 1 ? viewer.appearance().z : null;
      const id = annotations.add(shape, { colour: looks.colour.value, classId: looks.drawnClass.value?.id ?? null, z });
      // Back to moving, as people expect of a tool that drew one thing; the new one is selected to be named.
      tool.value = 'move';
      if (id) select(id);
    }),
    viewer.onSelect((id, isMore) => (isMore && id !== null ? picking.toggle(id) : select(id))),
    viewer.onBoxed((ids) => picking.pick(ids, true)),
    viewer.onReshaped((id, geometry) => annotations.change(id, { geometry })),
  ];
  watch(tool, (next) => viewer.setTool(next), { immediate: true });
  watch(looks.colour, (next) => viewer.setDrawColour(markColour(next).stroke, markColour(next).casing), { immediate: true });
  watch([mpp, locale], () => viewer.setDrawCaption((shape) => measureText(shape, mpp.value, locale.value)), { immediate: true });
  watch(selectedId, (id) => viewer.select(id));
  watch(canDraw, (may) => may || choose('move'));
  useMarksOnSlide({ viewer, annotations: annotations.annotations, mpp, classOf: classes.classOf, canDraw, picked, mayChange });
  watch(annotations.annotations, (all) => {
    if (picked.value.size === 0) return;
    const ids = new Set(all.map(({ id }) => id));
    picking.keep((id) => ids.has(id));
  });

  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || isElsewhere(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault();
      if (!canDraw.value) return;
      if (key === 'y' || event.shiftKey) annotations.redo();
      else annotations.undo();
      return;
    }
    const wanted = isCommand || !canDraw.value ? undefined : classes.offered.value[classIndexOf(event) ?? -1];
    if (wanted) classify(wanted.id);
    else if (isCommand || event.shiftKey || !toolKey(key)) return;
    event.preventDefault();
  };
  /** Whether the key means something to the tools. */
  const toolKey = (key: string): boolean => {
    const byKey = TOOLS.find((one) => one.key.toLowerCase() === key);
    if (byKey) choose(byKey.id);
    else if (key === 'delete' || key === 'backspace') removeSelected();
    else return false;
    return true;
  };
  document.addEventListener('keydown', onKey);
  onScopeDispose(() => {
    document.removeEventListener('keydown', onKey);
    for (const stop of stops) stop();
  });

  return {
    tool,
    ...looks,
    ...picking,
    ...group,
    choose,
    isMine,
    removeSelected,
    jumpTo,
    /** Gives up a shape in the making, else the tool, else what is picked; `false` if there was nothing to give up. */
    escape(): boolean {
      if (viewer.cancelDrawing()) return true;
      if (tool.value !== 'move') choose('move');
      else if (picked.value.size > 0) select(null);
      else return false;
      return true;
    },
  };
}

export type AnnotationTools = ReturnType<typeof useAnnotationTools>;
