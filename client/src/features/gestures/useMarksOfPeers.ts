import { onScopeDispose } from 'vue';
import { useFrames } from '@/lib';
import { personColour } from '@/ui';
import type { Session, SessionSlides } from '@/features/session';
import type { PointerMark, SlideViewer, ViewMark } from '@/viewer';
import type { PeerGestures } from './usePeerGestures';

interface Collaborators {
  session: Session;
  slides: SessionSlides;
  gestures: PeerGestures;
  viewer: SlideViewer;
  /** Further pointers to draw, such as one's own in another pane; reactive. */
  more?: () => readonly PointerMark[];
  /** Whom the server hears; reactive. */
  speaking?: () => ReadonlySet<string>;
}

const NOBODY: ReadonlySet<string> = new Set();

/** The trail of a laser is drawn for so long after it is off. */
const TRAIL_MS = 1_000;

/** Draws everyone's pointer on the slide and everyone's window on the overview, in each frame in which one of them may have moved. */
export function useMarksOfPeers({ session, slides, gestures, viewer, more = () => [], speaking = () => NOBODY }: Collaborators): void {
  let trailUntilMs = -Infinity;
  const wake = useFrames((nowMs) => {
    gestures.prune();
    const pointers: PointerMark[] = [...more()];
    const views: ViewMark[] = [];
    let inMs = Infinity;
    for (const peer of session.others.value) {
      // Who is away points at nothing (SPEC S24).
      if (peer.slideId !== slides.slideId.value || peer.state === 'away') continue;
      const { pointer, isStale, isLaser, view, restsMs } = gestures.momentOf(peer, nowMs);
      inMs = Math.min(inMs, restsMs);
      const colour = personColour(peer.colour);
      if (pointer) pointers.push({ key: peer.peerId, at: pointer, name: peer.name, colour, stale: isStale, isLaser, speaking: speaking().has(peer.peerId) });
      if (view) views.push({ key: peer.peerId, view, colour, own: false });
    }
    const own = viewer.view();
    if (own) views.push({ key: 'own', view: own, colour: '#ffffff', own: true });
    viewer.setPointers(pointers);
    viewer.setViews(views);
    if (pointers.some(({ isLaser }) => isLaser)) trailUntilMs = nowMs + TRAIL_MS;
    return nowMs < trailUntilMs ? 0 : inMs;
  });
  const stops = [gestures.onNews(wake), viewer.onView(wake)];
  onScopeDispose(() => stops.forEach((stop) => stop()));
}
