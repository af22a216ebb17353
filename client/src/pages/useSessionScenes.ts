import type { Annotation } from '@parfocal/shared/annotation';
import { mayManage, type Scene, SCENE_TITLE_MAX, type SceneShown, type SlideSummary } from '@parfocal/shared/api';
import { CASE_LAYER } from '@parfocal/shared/protocol';
import { computed, type Ref, ref, watch } from 'vue';
import { errorCodeOf } from '@/api';
import type { Compare } from '@/features/compare';
import { useAutoplay, usePlaying, useScenePictures, useScenes } from '@/features/scenes';
import type { Session, SessionSlides } from '@/features/session';
import { errorText, formatNumber, locale, t } from '@/i18n';
import { useToasts } from '@/ui';
import { sharedLook, type SlideViewer } from '@/viewer';
import type { SessionSocket } from '@/wire';
import { useSceneStage } from './useSceneStage';
import type { useGoTo } from './useGoTo';

interface Collaborators {
  socket: SessionSocket;
  personId: string;
  session: Session;
  slides: SessionSlides;
  mayOpen: (slide: SlideSummary) => boolean;
  viewer: SlideViewer;
  compare: Compare;
  magnification: Ref<number | undefined>;
  selected: Ref<Annotation | undefined>;
  layerOf: (annotation: Annotation) => string;
  canMake: Ref<boolean>;
  nameOf: (personId: string) => string | undefined;
  goTo: ReturnType<typeof useGoTo>;
  isLed: () => boolean;
  show: () => void;
}

/** Scenes of the case, made of what is on the screen and shown on it. Whoever follows this person sees them too, since it is the view that moves. */
export function useSessionScenes({ socket, personId, session, slides, mayOpen, viewer, compare, magnification, selected, layerOf, canMake, nameOf, goTo, isLed, show }: Collaborators) {
  const toasts = useToasts();
  const book = useScenes({ socket, caseId: session.caseId });
  const stage = useSceneStage({ viewer, slides, compare, goTo, isLed });
  const slideOf = ({ shown }: Scene): SlideSummary | undefined => slides.record.value?.slides.find(({ id }) => id === shown.slideId);
  const canShow = (scene: Scene): boolean => {
    const slide = slideOf(scene);
    return slide !== undefined && mayOpen(slide);
  };
  const playing = usePlaying({ scenes: book.scenes, canShow, go: stage.go });
  const autoplay = useAutoplay({ current: playing.current, next: () => playing.step(1) });
  // Whoever presents from now on decides what the room sees, and a presenter who is relieved does not move on unawares.
  watch(session.isPresenting, autoplay.stop);

  const editedId = ref<string>();
  const isBusy = ref(false);
  /** Whether it was done; a refusal is told in words. */
  const tried = (work: Promise<unknown>): Promise<boolean> =>
    work.then(() => true, (error: unknown) => {
      toasts.stop(errorText(errorCodeOf(error)));
      return false;
    });
  const once = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (isBusy.value) return false;
    isBusy.value = true;
    const isDone = await tried(work());
    isBusy.value = false;
    return isDone;
  };

  /** What is on the screen; nothing until there is a slide. */
  const present = (): SceneShown | undefined => {
    const [slide, view, mark] = [slides.slide.value, viewer.view(), selected.value];
    if (!slide || !view || slide.id !== slides.slideId.value) return undefined;
    const { x, y, resolution, rotation, widthPx, heightPx } = view;
    return {
      slideId: slide.id,
      view: { x, y, resolution, rotation, widthPx: Math.round(widthPx), heightPx: Math.round(heightPx) },
      mark: mark && layerOf(mark) === CASE_LAYER ? { id: mark.id, layer: CASE_LAYER } : null,
      appearance: sharedLook(viewer.appearance()),
      panes: compare.shared.describe(),
      isLinked: compare.isLinked.value,
    };
  };
  const titleOfPresent = (): string => {
    const [slide, power] = [slides.slide.value?.name ?? '', magnification.value];
    const title = power === undefined ? slide : t('scenes.named', { slide, power: formatNumber(power, locale.value, 1) });
    return title.slice(0, SCENE_TITLE_MAX).trim();
  };

  const authorOf = ({ author }: Scene): string => nameOf(author) ?? t('scenes.someone');
  const mayChange = (scene: Scene): boolean => canMake.value && (scene.author === personId || mayChangeAll.value);
  const mayChangeAll = computed(() => session.own.value?.role === 'host' || (slides.record.value !== undefined && mayManage(slides.record.value.role)));

  return {
    ...book,
    playing,
    autoplay,
    paint: useScenePictures({ detailOf: slides.detailOf }),
    editedId,
    isBusy,
    canSave: computed(() => slides.slide.value !== undefined),
    canMake,
    mayChange,
    belowOf: (scene: Scene): string => t('scenes.by', { slide: slideOf(scene)?.name ?? t('scenes.goneSlide'), name: authorOf(scene) }),
    problemOf(scene: Scene): string {
      if (canShow(scene) || !slides.record.value) return '';
      if (slideOf(scene)) return t('scenes.slideWithheld');
      return mayChange(scene) ? t('scenes.slideGone') : t('scenes.slideGoneOthers', { name: authorOf(scene) });
    },
    /** The new one is the last, and its title is there to be written over. */
    async make(): Promise<void> {
      const shown = present();
      if (!shown) return;
      await once(async () => (editedId.value = await book.create(titleOfPresent(), shown)));
    },
    async rename(scene: Scene, words: { title: string; note: string }): Promise<void> {
      if (await once(() => book.change(scene, words))) editedId.value = undefined;
    },
    async update(scene: Scene): Promise<void> {
      const shown = present();
      if (shown && (await once(() => book.change(scene, { shown })))) toasts.saved(t('scenes.updated', { title: scene.title }));
    },
    reorder: (id: string, behind: string | null): Promise<boolean> => tried(book.move(id, behind)),
    discard: (scene: Scene): Promise<boolean> => tried(book.remove(scene)),
    /** By key: with nothing to go to, the list says so. */
    step(by: 1 | -1): void {
      if (!playing.step(by) && !playing.isPlaying.value) show();
    },
    stop(): void {
      autoplay.stop();
      playing.stop();
    },
  };
}

export type SessionScenes = ReturnType<typeof useSessionScenes>;
