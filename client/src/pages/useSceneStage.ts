import type { Scene, SceneShown } from '@parfocal/shared/api';
import { fittedView } from '@parfocal/shared/geometry';
import { nextTick, onScopeDispose, watch } from 'vue';
import type { Compare } from '@/features/compare';
import type { SessionSlides } from '@/features/session';
import type { SlideViewer } from '@/viewer';
import type { useGoTo } from './useGoTo';

interface Collaborators {
  viewer: SlideViewer;
  slides: SessionSlides;
  compare: Compare;
  goTo: ReturnType<typeof useGoTo>;
  /** Somebody else decides what the panes show. */
  isLed: () => boolean;
}

/** Two frames: panes are laid out in the first, and viewers have their new size by the second. */
const laidOut = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/** Puts a scene on the screen: its slide, looks, panes and view, all of what its author's window showed. */
export function useSceneStage({ viewer, slides, compare, goTo, isLed }: Collaborators) {
  let turn = 0;
  /** The scene whose panes lie to each other as they were saved. */
  let worn: SceneShown | undefined;

  const fitted = (view: SceneShown['view']) => {
    const own = viewer.view();
    return own ? fittedView(view, own) : view;
  };
  /** Panes of slides that are still in the case. */
  const panesOf = ({ panes }: SceneShown): SceneShown['panes'] => panes.filter(({ slideId }) => slides.record.value?.slides.some(({ id }) => id === slideId));

  const setPanes = async (shown: SceneShown, mine: number): Promise<void> => {
    // Whoever was followed has been let go by then, and their panes with them.
    await nextTick();
    if (mine !== turn) return;
    const panes = panesOf(shown);
    const isOtherLayout = panes.length !== compare.references.value.length;
    worn = panes.length > 0 ? { ...shown, panes } : undefined;
    if (worn || compare.isOpen.value) compare.shared.take(panes, shown.isLinked);
    if (!worn) compare.shared.letGo();
    if (!isOtherLayout) return;
    await laidOut();
    if (mine === turn && slides.slideId.value === shown.slideId) viewer.show(fitted(shown.view));
  };
  /** A hand on the panes, or another slide: from now on they lie as they do otherwise. */
  watch([compare.isLinked, compare.references, compare.aligning.paneKey, slides.slideId, isLed], () => {
    if (!worn) return;
    const isAsShown = slides.slideId.value === worn.slideId && compare.isLinked.value === worn.isLinked && compare.shared.shows(worn.panes) && compare.aligning.paneKey.value === undefined;
    if (isAsShown && !isLed()) return;
    worn = undefined;
    if (!isLed()) compare.shared.letGo();
  }, { flush: 'post' });
  onScopeDispose(() => turn++);

  return {
    go({ shown }: Scene): void {
      const mine = ++turn;
      goTo({ slideId: shown.slideId, view: fitted(shown.view), mark: shown.mark }, () => {
        viewer.setAppearance({ ...viewer.appearance(), ...shown.appearance });
        void setPanes(shown, mine);
      });
    },
  };
}
