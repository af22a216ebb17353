import type { Annotation } from '@parfocal/shared/annotation';
import { computed, effectScope, type EffectScope, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { type Layers, useLayers } from './useLayers';

interface Collaborators {
  socket: SessionSocket;
  caseId: Ref<string | undefined>;
  /** Slides whose annotations are wanted, without the one in view. */
  wanted: Ref<readonly string[]>;
  sessionId: string;
  personId: string;
  canDraw: Ref<boolean>;
  nameOf: (personId: string) => string | undefined;
  layersOf?: typeof useLayers;
}

/** Every slide keeps some connections open, and the server bounds those of a person (SPEC D1). */
export const OTHER_SLIDES_MAX = 5;

interface OtherSlide {
  readonly slideId: string;
  readonly layers: Layers;
}

/** What is drawn on slides that are not in view, to be listed: their layers are open only as long as they are wanted. */
export function useOtherSlides({ wanted, caseId, layersOf = useLayers, ...rest }: Collaborators) {
  const open = new Map<string, OtherSlide & { scope: EffectScope }>();
  const slides = shallowRef<readonly OtherSlide[]>([]);
  const close = (slideId: string): void => {
    open.get(slideId)?.scope.stop();
    open.delete(slideId);
  };

  watch(
    [wanted, caseId],
    ([ids, at], [, before] = [[], undefined]) => {
      const now = at === undefined ? [] : ids.slice(0, OTHER_SLIDES_MAX);
      for (const slideId of [...open.keys()]) if (at !== before || !now.includes(slideId)) close(slideId);
      for (const slideId of now) {
        if (open.has(slideId) || at === undefined) continue;
        const scope = effectScope(true);
        const layers = scope.run(() => layersOf({ ...rest, place: shallowRef({ caseId: at, slideId }) }))!;
        open.set(slideId, { slideId, layers, scope });
      }
      slides.value = now.flatMap((slideId) => open.get(slideId) ?? []);
    },
    { immediate: true },
  );
  onScopeDispose(() => [...open.keys()].forEach(close));

  return {
    slides,
    annotations: computed<readonly Annotation[]>(() => slides.value.flatMap(({ layers }) => layers.annotations.annotations.value)),
    /** The slide that an annotation of these is on. */
    slideOf: computed(() => new Map(slides.value.flatMap(({ slideId, layers }) => layers.annotations.annotations.value.map((one) => [one, slideId] as const)))),
    /** Their documents, for the talk about what is in them. */
    docs: computed(() => slides.value.flatMap(({ layers }) => layers.open.value.flatMap(({ document: { doc } }) => doc.value ?? []))),
  };
}

export type OtherSlides = ReturnType<typeof useOtherSlides>;
