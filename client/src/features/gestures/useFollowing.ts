import { fittedView, type SlideView } from '@parfocal/shared/geometry';
import type { Peer } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { type FollowChoice, leaderOf, type Session, type SessionSlides } from '@/features/session';
import { useFrames } from '@/lib';
import type { SlideViewer } from '@/viewer';
import type { PeerGestures } from './usePeerGestures';

/** Catching up with a leader glides, so that the eye keeps its place. */
const CATCH_UP_MS = 350;

interface Collaborators {
  session: Session;
  slides: SessionSlides;
  gestures: PeerGestures;
  viewer: SlideViewer;
  /** The person came to see something of their own: the presenter is offered, not followed. */
  startsAlone?: boolean;
}

/**
 * Seeing what somebody else sees. The presenter is followed unless the person chooses otherwise; any pan of their own
 * breaks away at once, and one call returns.
 */
export function useFollowing({ session, slides, gestures, viewer, startsAlone = false }: Collaborators) {
  const choice = ref<FollowChoice>({ kind: startsAlone ? 'nobody' : 'presenter' });
  /** What `choice` was before the person broke away. */
  const before = shallowRef<FollowChoice>({ kind: 'presenter' });
  let catchingUpUntilMs = 0;
  let shown: SlideView | undefined;

  const leaderIn = (wanted: FollowChoice): Peer | undefined =>
    leaderOf(wanted, { peers: session.peers.value, you: session.own.value?.peerId, presenterId: session.presenting.value.peerId });
  const leader = computed(() => leaderIn(choice.value));
  /** Whom one click returns to, while looking around. */
  const returnTo = computed(() => (choice.value.kind === 'nobody' ? (leaderIn(before.value) ?? leaderIn({ kind: 'presenter' })) : undefined));

  const lookAround = (): void => {
    // Whoever follows nobody now has nobody to leave: a presenter who moves still follows the next one.
    if (!leader.value) return;
    before.value = choice.value;
    choice.value = { kind: 'nobody' };
  };
  const follow = (peerId: string): void => {
    choice.value = peerId === session.presenting.value.peerId ? { kind: 'presenter' } : { kind: 'peer', peerId };
  };
  const goBack = (): void => {
    choice.value = leaderIn(before.value) ? before.value : { kind: 'presenter' };
  };

  const stop = viewer.onView((_view, cause) => {
    if (cause === 'hand') lookAround();
  });
  onScopeDispose(stop);

  watch([() => leader.value?.peerId ?? null, () => session.phase.value.kind], ([peerId, phase], [previous]) => {
    if (peerId !== previous) shown = undefined;
    // A seat that was lost meanwhile, or never heard of the choice, is told again.
    const isTold = peerId === previous && session.own.value?.following === peerId;
    if (phase === 'live' && !isTold) void session.setFollowing(peerId);
  });
  watch(session.peers, (peers) => {
    const { value } = choice;
    if (value.kind !== 'peer' || peers.some(({ peerId }) => peerId === value.peerId)) return;
    // Who left does not come back under that id. The way back is offered, not taken: the person is looking at something.
    before.value = { kind: 'presenter' };
    choice.value = { kind: 'nobody' };
  });

  useFrames((nowMs) => {
    if (!leader.value) return;
    const { slideId } = leader.value;
    if (slideId !== slides.slideId.value) void slides.open(slideId);
    // Until the leader's slide is on this screen, their view says nothing of what is.
    if (slideId !== slides.slide.value?.id) {
      shown = undefined;
      return;
    }
    const own = viewer.view();
    const { view } = gestures.momentOf(leader.value, nowMs);
    if (!own || !view || nowMs < catchingUpUntilMs) return;
    const wanted = fittedView(view, own);
    if (shown && isSame(shown, wanted) && isSame(own, wanted)) return;
    const durationMs = shown ? 0 : catchUpMs();
    catchingUpUntilMs = nowMs + durationMs;
    shown = wanted;
    viewer.show(wanted, durationMs);
  });

  return { choice, leader, returnTo, follow, lookAround, goBack };
}

export type Following = ReturnType<typeof useFollowing>;

const catchUpMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CATCH_UP_MS);

/** Less than a hundredth of a screen pixel apart. */
const isSame = (a: SlideView, b: SlideView): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < b.resolution / 100 &&
  Math.abs(a.resolution / b.resolution - 1) < 1e-6 &&
  Math.abs(a.rotation - b.rotation) < 1e-6 &&
  a.widthPx === b.widthPx &&
  a.heightPx === b.heightPx;
