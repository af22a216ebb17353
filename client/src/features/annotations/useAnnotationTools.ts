import { type Annotation, ANNOTATION_COLOURS, annotationBox } from '@parfocal/shared/annotation';
import type { Mpp } from '@parfocal/shared/geometry';
import { computed, onScopeDispose, ref, type Ref, watch } from 'vue';
import { locale } from '@/i18n';
import { useStored } from '@/lib';
import { markColour } from '@/ui';
import type { AnnotationMark, SlideViewer, ViewerTool } from '@/viewer';
import { annotationMark } from './annotation-mark';
import { measureText } from './caption';
import { TOOLS } from './tools';
import type { Annotations } from './useAnnotations';

interface Collaborators {
  viewer: SlideViewer;
  annotations: Annotations;
  mpp: Ref<Mpp | undefined>;
  personId: string;
  canDraw: Ref<boolean>;
  /** Keys that a field, a menu or a dialog needs for itself. */
  isElsewhere: (event: Event) => boolean;
  /** Going to an annotation is looking around: whoever is followed is let go. */
  beforeJump: () => void;
}

const JUMP_MS = 300;

/** Ties the annotations to the viewer: drawing, selecting, reshaping, deleting, and a key for each tool. */
export function useAnnotationTools({ viewer, annotations, mpp, personId, canDraw, isElsewhere, beforeJump }: Collaborators) {
  const tool = ref<ViewerTool>('move');
  const stored = useStored('parfocal:mark-colour', (raw) => (isColour(Number(raw)) ? (raw ?? '0') : '0'));
  const colour = computed({ get: () => Number(stored.value), set: (index) => (stored.value = String(index)) });
  const selectedId = ref<string | null>(null);

  const choose = (next: ViewerTool): void => {
    tool.value = canDraw.value ? next : 'move';
  };
  const select = (id: string | null): void => {
    selectedId.value = id;
  };
  const isMine = (annotation: Annotation): boolean => canDraw.value && annotation.author === personId;
  const selected = (): Annotation | undefined => annotations.annotations.value.find(({ id }) => id === selectedId.value);
  const removeSelected = (): void => {
    const annotation = selected();
    if (annotation && isMine(annotation)) annotations.remove(annotation.id);
  };
  const jumpTo = (annotation: Annotation): void => {
    beforeJump();
    viewer.showBox(annotationBox(annotation), JUMP_MS);
    select(annotation.id);
  };

  const stops = [
    viewer.onDrawn((shape) => {
      const id = annotations.add(shape, { colour: colour.value });
      // Back to moving, as people expect of a tool that drew one thing; the new one is selected to be named.
      tool.value = 'move';
      if (id) select(id);
    }),
    viewer.onSelect(select),
    viewer.onReshaped((id, geometry) => annotations.change(id, { geometry })),
  ];
  watch(tool, (next) => viewer.setTool(next), { immediate: true });
  watch(colour, (next) => viewer.setDrawColour(markColour(next).stroke, markColour(next).casing), { immediate: true });
  watch([mpp, locale], () => viewer.setDrawCaption((shape) => measureText(shape, mpp.value, locale.value)), { immediate: true });
  watch(selectedId, (id) => viewer.select(id));
  watch(canDraw, (may) => may || choose('move'));

  const drawn = new WeakMap<Annotation, AnnotationMark>();
  watch(
    [annotations.annotations, mpp, locale, canDraw],
    ([all], [, ...before]) => {
      const sameWords = before[0] === mpp.value && before[1] === locale.value && before[2] === canDraw.value;
      viewer.setAnnotations(
        all.map((annotation) => {
          const known = sameWords ? drawn.get(annotation) : undefined;
          if (known) return known;
          const mark = annotationMark(annotation, mpp.value, locale.value, isMine(annotation));
          drawn.set(annotation, mark);
          return mark;
        }),
      );
      if (selectedId.value && !selected()) select(null);
    },
    { immediate: true },
  );

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
    if (isCommand || event.shiftKey) return;
    const byKey = TOOLS.find((one) => one.key.toLowerCase() === key);
    if (byKey) choose(byKey.id);
    else if (event.key === 'Delete' || event.key === 'Backspace') removeSelected();
    else return;
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  onScopeDispose(() => {
    document.removeEventListener('keydown', onKey);
    for (const stop of stops) stop();
  });

  return {
    tool,
    colour,
    selectedId,
    choose,
    select,
    isMine,
    removeSelected,
    jumpTo,
    /** Gives up a shape in the making, else the tool, else the selection; `false` if there was nothing to give up. */
    escape(): boolean {
      if (viewer.cancelDrawing()) return true;
      if (tool.value !== 'move') choose('move');
      else if (selectedId.value) select(null);
      else return false;
      return true;
    },
  };
}

export type AnnotationTools = ReturnType<typeof useAnnotationTools>;

const isColour = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < ANNOTATION_COLOURS;
