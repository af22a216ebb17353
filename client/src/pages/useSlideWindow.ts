import type { SlideDetail } from '@parfocal/shared/api';
import type { SlideView } from '@parfocal/shared/geometry';
import { type Ref, watch } from 'vue';
import { changedLook, type ViewLink } from '@/features/links';
import { appearanceFor, type SlideAppearance, type SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
  /** The file went bad while it was open: nothing more is asked of it. */
  isDamaged: Ref<boolean>;
  /** Slides whose looks and place are kept. */
  kept: Ref<readonly { readonly id: string }[]>;
  /** Where the person comes to first, if a link said so. */
  start: { readonly slideId: string; readonly link: ViewLink } | undefined;
  /** While somebody is followed, they decide where to look. */
  isLed: () => boolean;
}

interface Memory {
  readonly view?: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>;
  readonly look?: (slide: SlideDetail) => SlideAppearance;
}

/** Puts the slide on the viewer, as this person left it or a link shows it: every open slide keeps its own view and looks. */
export function useSlideWindow({ viewer, slide, isDamaged, kept, start, isLed }: Collaborators): void {
  const memories = new Map<string, Memory>();
  if (start) {
    const { view, look } = start.link;
    memories.set(start.slideId, { view, look: look && ((opened) => changedLook(appearanceFor(opened), look)) });
  }
  let shown: string | undefined;

  const remember = (): void => {
    if (!shown) return;
    const look = viewer.appearance();
    memories.set(shown, { view: viewer.view(), look: () => look });
  };
  const recall = (opened: SlideDetail): void => {
    const memory = memories.get(opened.id);
    if (memory?.look) viewer.setAppearance(memory.look(opened));
    if (memory?.view && !isLed()) viewer.show(memory.view);
  };

  watch([slide, isDamaged], ([next, damaged]) => {
    remember();
    const opened = (!damaged && next) || null;
    viewer.open(opened);
    shown = opened?.id;
    if (opened) recall(opened);
  });
  // A slide whose tab was closed begins anew.
  watch(kept, (open) => {
    for (const id of memories.keys()) if (id !== shown && id !== start?.slideId && !open.some((one) => one.id === id)) memories.delete(id);
  });
}
