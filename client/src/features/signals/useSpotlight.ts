import type { SlideBox } from '@parfocal/shared/geometry';
import type { PlaceMark, Reply, Spotlight } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type { Session, SessionSlides } from '@/features/session';
import type { SlideViewer } from '@/viewer';
import { command, type SessionSocket } from '@/wire';

/** Room between an annotation and the dark around it, as a share of its size, and for a point in level-0 pixels. */
const MARGIN_SHARE = 0.15;
const MARGIN_LEAST_PX = 40;

interface Collaborators {
  socket: SessionSocket;
  session: Pick<Session, 'isPresenting' | 'presenting'>;
  slides: Pick<SessionSlides, 'slide'>;
  viewer: SlideViewer;
  /** Whether this person sees with the presenter: only then is anything dimmed for them. */
  isLedByPresenter: Ref<boolean>;
}

/** The light that the presenter puts on an annotation, for everyone who sees with them (SPEC P4, P5). */
export function useSpotlight({ socket, session, slides, viewer, isLedByPresenter }: Collaborators) {
  const spotlight = shallowRef<Spotlight | null>(null);
  const onLight = (body: { spotlight: Spotlight | null }): void => void (spotlight.value = body.spotlight);
  socket.on('spotlight:changed', onLight);
  onScopeDispose(() => socket.off('spotlight:changed', onLight));

  const shown = computed(() => {
    const lit = spotlight.value;
    const isMeant = session.isPresenting.value || isLedByPresenter.value;
    return lit && isMeant && slides.slide.value?.id === lit.slideId ? lit : null;
  });
  // After the viewer was given its slide, with which every light goes out.
  watch([shown, slides.slide], ([lit]) => viewer.setSpotlight(lit?.box ?? null), { flush: 'post' });

  const set = (wanted: Spotlight | null): Promise<Reply> => command(socket, 'spotlight:set', { epoch: session.presenting.value.epoch, spotlight: wanted });

  return {
    spotlight,
    shown,
    /** Puts it into the light; the followers come along with the presenter's own view. */
    async light(slideId: string, mark: PlaceMark, box: SlideBox): Promise<Reply> {
      const margin = Math.max(MARGIN_LEAST_PX, MARGIN_SHARE * Math.max(box.maxX - box.minX, box.maxY - box.minY));
      const lit = { minX: box.minX - margin, minY: box.minY - margin, maxX: box.maxX + margin, maxY: box.maxY + margin };
      const reply = await set({ slideId, mark, box: lit });
      if (reply.ok) viewer.showBox(lit, 300);
      return reply;
    },
    release: (): Promise<Reply> => set(null),
  };
}

export type SpotlightControl = ReturnType<typeof useSpotlight>;
