import type { SlideView } from '@parfocal/shared/geometry';
import type { RoomLook, RoomView as SharedView } from '@parfocal/shared/protocol';
import { computed, nextTick, onScopeDispose, shallowRef, watch } from 'vue';
import type { Compare } from '@/features/compare';
import type { Following } from '@/features/gestures';
import type { RoomView, Session, SessionSlides } from '@/features/session';
import { t } from '@/i18n';
import { throttleLatest } from '@/lib';
import { useToasts } from '@/ui';
import { ledLook, sameAppearance, sharedLook, type SlideAppearance, type SlideViewer } from '@/viewer';

/** A presenter who turns a wheel is heard of so often at most. */
const PUBLISH_MS = 125;

interface Collaborators {
  session: Session;
  slides: SessionSlides;
  room: RoomView;
  following: Following;
  compare: Compare;
  viewer: SlideViewer;
}

/** What I look at differs from what the room does: by the slide, the panes beside it, or how the picture is shown. */
export type Mismatch = 'slide' | 'panes' | 'picture';

/** The presenter's screen is the room's: it tells what it shows, those who follow show it, and each knows where the two are not the same. */
export function useRoomTogether({ session, slides, room, following, compare, viewer }: Collaborators) {
  const appearance = shallowRef<SlideAppearance>(viewer.appearance());
  onScopeDispose(viewer.onAppearance((now) => (appearance.value = now)));
  const isLive = computed(() => session.phase.value.kind === 'live');
  const isPresenting = computed(() => isLive.value && session.isPresenting.value);
  const held = computed(() => room.look.value?.held ?? undefined);
  const isHolding = computed(() => isPresenting.value && held.value !== undefined);
  /** The presenter is followed, so what the room looks at is shown here. */
  const isTogether = computed(() => isLive.value && !session.isPresenting.value && following.leader.value !== undefined && following.leader.value.peerId === session.presenting.value.peerId);

  /* ---- the presenter tells ---- */

  const describe = (heldView: SharedView | null): RoomLook | undefined => {
    const slide = slides.slide.value;
    if (!slide || slide.id !== slides.slideId.value) return undefined;
    return { slideId: slide.id, appearance: sharedLook(viewer.appearance()), panes: compare.shared.describe(), isLinked: compare.isLinked.value, held: heldView };
  };
  let told = '';
  const tell = async (look: RoomLook | undefined): Promise<void> => {
    const words = JSON.stringify([session.presenting.value.epoch, look]);
    if (!look || words === told) return;
    told = words;
    if (!(await room.show(look)).ok) told = '';
  };
  const publish = throttleLatest(() => {
    if (isPresenting.value && !isHolding.value) void tell(describe(null));
  }, PUBLISH_MS);
  onScopeDispose(() => publish.cancel());
  watch([isPresenting, isHolding, () => session.presenting.value.epoch, slides.slide, slides.slideId, appearance, compare.shared.changes], () => publish(undefined), { flush: 'post' });
  // A server that began anew knows nothing of what was shown.
  watch(isLive, () => (told = ''), { flush: 'sync' });

  /* ---- a follower shows ---- */

  let taken: RoomLook | undefined;
  const take = async (): Promise<void> => {
    const { revision, look } = room.state.value;
    if (!isTogether.value || !look) {
      if (taken) compare.shared.letGo();
      taken = undefined;
      return;
    }
    if (slides.slide.value?.id !== look.slideId) return;
    await nextTick(); // the slide is on its viewer, with what this tab remembers of it
    if (room.state.value.revision !== revision || slides.slide.value?.id !== look.slideId || !isTogether.value) return;
    viewer.setAppearance(ledLook(viewer.appearance(), taken?.slideId === look.slideId ? taken.appearance : undefined, look.appearance));
    const before = taken;
    taken = look;
    if (!before || JSON.stringify([before.panes, before.isLinked]) !== JSON.stringify([look.panes, look.isLinked])) compare.shared.take(look.panes, look.isLinked);
    void room.shown(revision);
  };
  watch([room.state, isTogether, slides.slide], take, { flush: 'post' });

  /** All of what the room sees, whatever was set here. */
  const asRoom = (): void => {
    taken = undefined;
    void take();
  };

  const mismatch = computed<Mismatch | undefined>(() => {
    const look = room.look.value;
    if (!look || session.isPresenting.value || !slides.slide.value || !isLive.value) return undefined;
    if (look.slideId !== slides.slideId.value) return isTogether.value ? undefined : 'slide';
    if (look.slideId !== slides.slide.value.id || !isTogether.value) return undefined;
    if (!compare.shared.shows(look.panes)) return 'panes';
    return sameAppearance({ ...look.appearance, isFlipped: appearance.value.isFlipped }, appearance.value) ? undefined : 'picture';
  });

  /** Who is there already is asked for nothing; a teacher's call is not a question. */
  const toasts = useToasts();
  watch([room.invitation, isTogether], ([call, isThere]) => {
    if (!call || !(isThere || call.isForced)) return;
    room.dismiss();
    if (isThere) return;
    following.followPresenter();
    toasts.say(t('session.gatheredForced', { name: session.presenter.value?.name ?? '' }));
  });

  /* ---- holding ---- */

  const hold = (): void => {
    const view = viewer.view();
    if (view) void tell(describe(sharedView(view)));
  };
  const showThis = (): void => void tell(describe(null));
  const backToHeld = async (): Promise<void> => {
    const look = room.look.value;
    if (!look?.held) return;
    const { held: view, slideId, appearance: worn } = look;
    await slides.open(slideId);
    await nextTick();
    if (slides.slide.value?.id !== slideId) return;
    viewer.setAppearance({ ...viewer.appearance(), ...worn });
    compare.shared.take(look.panes, look.isLinked);
    viewer.show(view);
    await nextTick();
    compare.shared.letGo();
    void tell({ ...look, held: null });
  };

  return {
    mismatch,
    asRoom,
    isHolding,
    /** The window that is held for the room, as long as it is this slide's. */
    heldView: (): SlideView | undefined => (room.look.value?.slideId === slides.slide.value?.id ? held.value : undefined),
    held,
    hold,
    showThis,
    backToHeld,
  };
}

export type Together = ReturnType<typeof useRoomTogether>;

const sharedView = ({ x, y, resolution, rotation, widthPx, heightPx }: SlideView): SharedView => ({ x, y, resolution, rotation, widthPx: Math.round(widthPx), heightPx: Math.round(heightPx) });
