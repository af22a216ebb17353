import { personColour } from '@/ui';
import { useFrames } from '@/lib';
import type { Session, SessionSlides } from '@/features/session';
import type { PointerMark, SlideViewer, ViewMark } from '@/viewer';
import type { PeerGestures } from './usePeerGestures';

interface Collaborators {
  session: Session;
  slides: SessionSlides;
  gestures: PeerGestures;
  viewer: SlideViewer;
  /** Further pointers to draw, such as one's own in another pane. */
  more?: () => readonly PointerMark[];
  /** Whom the server hears. */
  speaking?: () => ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Draws everyone's pointer on the slide and everyone's window on the overview, once a frame. */
export function useMarksOfPeers({ session, slides, gestures, viewer, more = () => [], speaking = () => NOBODY }: Collaborators): void {
  useFrames((nowMs) => {
    gestures.prune();
    const pointers: PointerMark[] = [...more()];
    const views: ViewMark[] = [];
    for (const peer of session.others.value) {
      if (peer.slideId !== slides.slideId.value) continue;
      const { pointer, isStale, isLaser, view } = gestures.momentOf(peer, nowMs);
      const colour = personColour(peer.colour);
      if (pointer) pointers.push({ key: peer.peerId, at: pointer, name: peer.name, colour, stale: isStale, isLaser, speaking: speaking().has(peer.peerId) });
      if (view) views.push({ key: peer.peerId, view, colour, own: false });
    }
    const own = viewer.view();
    if (own) views.push({ key: 'own', view: own, colour: '#ffffff', own: true });
    viewer.setPointers(pointers);
    viewer.setViews(views);
  });
}
