import type { SlideDetail } from '@parfocal/shared/api';
import type { SlideView } from '@parfocal/shared/geometry';
import { type Ref, watch } from 'vue';
import { changedLook, type ViewLink } from '@/features/links';
import { appearanceFor, type SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
  /** The file went bad while it was open: nothing more is asked of it. */
  isDamaged: Ref<boolean>;
  /** Slides whose place is kept. */
  kept: Ref<readonly { readonly id: string }[]>;
  /** Where the person comes to first, if a link said so. */
  start: { readonly slideId: string; readonly link: ViewLink } | undefined;
  /** While somebody is followed, they decide where to look. */
  isLed: () => boolean;
}

type Place = Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>;

/** Puts the slide on the viewer where this person left it, or as a link shows it. Its looks are remembered by the microscope. */
export function useSlideWindow({ viewer, slide, isDamaged, kept, start, isLed }: Collaborators): void {
  const places = new Map<string, Place>();
  if (start?.link.view) places.set(start.slideId, start.link.view);
  /** Brought along by the link, for the first time that its slide is opened. */
  let look = start?.link.look;
  let shown: string | undefined;

  const remember = (): void => {
    const view = viewer.view();
    if (shown && view) places.set(shown, view);
  };
  const recall = (opened: SlideDetail): void => {
    if (look && opened.id === start?.slideId) {
      viewer.setAppearance(changedLook(appearanceFor(opened), look));
      look = undefined;
    }
    const place = places.get(opened.id);
    if (place && !isLed()) viewer.show(place);
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
    for (const id of places.keys()) if (id !== shown && id !== start?.slideId && !open.some((one) => one.id === id)) places.delete(id);
  });
}
