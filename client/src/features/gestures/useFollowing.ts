import type { SlideView } from '@parfocal/shared/geometry';
import type { Peer, RoomLook, ViewTarget } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { type FollowChoice, leaderOf, type Session, type SessionSlides } from '@/features/session';
import { errorText, t } from '@/i18n';
import { useFrames, useStored } from '@/lib';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';
import { DampedView, isSame } from './damped-view';
import { isFar } from './far';
import { type FollowManner, inManner, parseManner } from './manner';
import type { PeerGestures } from './usePeerGestures';

/** Catching up with a leader glides, so that the eye keeps its place. */
const CATCH_UP_MS = 350;

interface Collaborators {
  session: Session;
  slides: SessionSlides;
  gestures: PeerGestures;
  viewer: SlideViewer;
  /** What the room looks at, by the presenter's word. */
  look?: Ref<RoomLook | null>;
  /** Whose choices are kept. */
  personId?: string;
  /** The slide on the screen is about to be exchanged for the leader's. */
  beforeLeaving?: () => void;
  /** The person came to see something of their own: the presenter is offered, not followed. */
  startsAlone?: boolean;
}

/**
 * Seeing what somebody else sees. The presenter is followed unless the person chooses otherwise; any pan of their own
 * breaks away at once, and one call returns.
 */
export function useFollowing({ session, slides, gestures, viewer, look = shallowRef(null), personId = '', beforeLeaving = () => undefined, startsAlone = false }: Collaborators) {
  const toasts = useToasts();
  const manner: Ref<FollowManner> = useStored(`parfocal.follow.${personId}`, parseManner);
  const choice = ref<FollowChoice>({ kind: startsAlone ? 'nobody' : 'presenter' });
  /** What `choice` was before the person broke away. */
  const before = shallowRef<FollowChoice>({ kind: 'presenter' });
  let catchingUpUntilMs = 0;
  /** What follows the leader's view, once it has been caught up with. */
  let damped: DampedView | undefined;
  let expected: ViewTarget | undefined;
  const leaderView = shallowRef<SlideView>();

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
  const refuses = ({ peerId, isFollowable }: Peer): boolean => !isFollowable && peerId !== session.presenting.value.peerId;
  const follow = (peerId: string): void => {
    const peer = session.peers.value.find((one) => one.peerId === peerId);
    if (!peer) return;
    if (refuses(peer)) toasts.say(t('session.refuses', { name: peer.name }));
    // The chain of leaders comes back to oneself: there is nothing to see but one's own view.
    else if (!leaderIn({ kind: 'peer', peerId })) toasts.say(t('session.ring', { name: peer.name }));
    else choice.value = peerId === session.presenting.value.peerId ? { kind: 'presenter' } : { kind: 'peer', peerId };
  };
  const goBack = (): void => {
    choice.value = leaderIn(before.value) ? before.value : { kind: 'presenter' };
  };

  const followPresenter = (): void => void (choice.value = { kind: 'presenter' });

  const stop = viewer.onView((_view, cause) => {
    if (cause === 'hand') lookAround();
  });
  onScopeDispose(stop);

  watch([() => leader.value?.peerId ?? null, () => session.phase.value.kind], ([peerId, phase], [previous]) => {
    if (peerId !== previous) damped = undefined;
    // A seat that was lost meanwhile, or never heard of the choice, is told again.
    const isTold = peerId === previous && session.own.value?.following === peerId;
    if (phase === 'live' && !isTold) void tell(peerId);
  });
  const tell = async (peerId: string | null): Promise<void> => {
    const reply = await session.setFollowing(peerId);
    if (reply.ok || leader.value?.peerId !== peerId || !(reply.code === 'follow.ring' || reply.code === 'follow.refused')) return;
    lookAround();
    toasts.say(errorText(reply.code));
  };
  watch(session.peers, (peers) => {
    const { value } = choice;
    if (value.kind !== 'peer') return;
    const chosen = peers.find(({ peerId }) => peerId === value.peerId);
    if (chosen && !refuses(chosen)) return;
    if (chosen) toasts.say(t('session.refuses', { name: chosen.name }));
    // Who left does not come back under that id. The way back is offered, not taken: the person is looking at something.
    before.value = { kind: 'presenter' };
    choice.value = { kind: 'nobody' };
  });

  /** What a leader shows: the presenter what they say that the room looks at, anybody else what they see. */
  const sightOf = (peer: Peer, nowMs: number): { slideId: string; view: SlideView | undefined; target: ViewTarget | undefined; restsMs: number } => {
    const shared = peer.peerId === session.presenting.value.peerId ? look.value : null;
    const slideId = shared?.slideId ?? peer.slideId;
    if (shared?.held) return { slideId, view: shared.held, target: undefined, restsMs: Infinity };
    const { view, target, restsMs } = gestures.momentOf(peer, nowMs);
    return peer.slideId === slideId ? { slideId, view, target, restsMs } : { slideId, view: undefined, target: undefined, restsMs };
  };
  /** Tiles of where the leader is going are asked for before the leader is there. */
  const expect = (view: SlideView, target: ViewTarget | undefined, own: SlideView): void => {
    if (target && !(expected && isSamePlace(expected, target))) viewer.expect(inManner(manner.value, { ...view, ...target }, own));
    expected = target;
  };

  /** Shows what the leader shows; milliseconds until that may be something else. */
  const step = (peer: Peer, nowMs: number): number => {
    const { slideId, view, target, restsMs } = sightOf(peer, nowMs);
    const isAnother = slideId !== slides.slideId.value;
    if (isAnother) {
      beforeLeaving();
      void slides.open(slideId);
    }
    // Until the leader's slide is on this screen, their view says nothing of what is.
    if (slideId !== slides.slide.value?.id) {
      damped = leaderView.value = undefined;
      return isAnother ? 0 : Infinity;
    }
    const own = viewer.view();
    leaderView.value = view;
    if (!own || !view) return restsMs;
    expect(view, target, own);
    if (nowMs < catchingUpUntilMs) return Math.min(restsMs, catchingUpUntilMs - nowMs);
    const wanted = inManner(manner.value, view, own);
    if (!damped || isFar(own, wanted)) {
      const durationMs = isFar(own, wanted) ? 0 : catchUpMs();
      catchingUpUntilMs = nowMs + durationMs;
      damped = new DampedView(wanted);
      viewer.show(wanted, durationMs);
      return durationMs;
    }
    if (isSame(damped.view, wanted)) {
      if (isNear(own, wanted)) return restsMs;
      // A flight was cut short, or the window became another: on from what is on the screen.
      damped = new DampedView(own);
    }
    const arrived = damped.step(wanted, nowMs);
    viewer.show(damped.view);
    return arrived ? restsMs : 0;
  };
  const wake = useFrames((nowMs) => {
    if (leader.value) return step(leader.value, nowMs);
    leaderView.value = undefined;
    return Infinity;
  });
  const stops = [gestures.onNews(wake), viewer.onView(wake)];
  onScopeDispose(() => stops.forEach((end) => end()));

  return {
    choice,
    leader,
    returnTo,
    manner,
    follow,
    followPresenter,
    lookAround,
    goBack,
    /** The window of whoever is followed, in this frame; reactive. */
    leaderView: (): SlideView | undefined => leaderView.value,
  };
}

export type Following = ReturnType<typeof useFollowing>;

/** Who asked for less motion has no flight; the damping stays, since it takes motion away. */
const catchUpMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CATCH_UP_MS);

const isSamePlace = (a: ViewTarget, b: ViewTarget): boolean => a.x === b.x && a.y === b.y && a.resolution === b.resolution && a.rotation === b.rotation;

/** Apart by no more than the digits in which a view is shown (SPEC G2). */
const isNear = (own: SlideView, wanted: SlideView): boolean =>
  isSame(own, wanted) || (Math.hypot(own.x - wanted.x, own.y - wanted.y) < 1 / 64 && Math.abs(own.resolution / wanted.resolution - 1) < 1e-6 && Math.abs(own.rotation - wanted.rotation) < 1e-6);
