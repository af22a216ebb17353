import type { CaseSummary, SlideDetail } from '@parfocal/shared/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { caseOf, errorCodeOf, slide as fetchSlide } from '@/api';
import type { SessionSocket } from '@/wire';
import type { Session } from './useSession';

/** How long a slide waits for the server to know of it. */
const TELLING_MS = 1_000;

interface Collaborators {
  socket: SessionSocket;
  session: Session;
  /** Opened first, instead of the one the session began with. */
  startSlideId?: string;
}

/** The case of a session, the slide this person looks at, and changing it. */
export function useSessionSlides({ socket, session, startSlideId }: Collaborators) {
  const record = shallowRef<CaseSummary>();
  const slide = shallowRef<SlideDetail>();
  const slideId = ref<string>();
  const trouble = ref<ErrorCode>();
  const details = new Map<string, Promise<SlideDetail>>();

  /** All of a slide, asked for once. */
  const detailOf = (id: string): Promise<SlideDetail> => {
    const known = details.get(id);
    if (known) return known;
    const asked = fetchSlide(id);
    details.set(id, asked);
    asked.catch(() => details.delete(id));
    return asked;
  };

  const refresh = async (): Promise<void> => {
    if (!session.caseId.value) return;
    try {
      record.value = await caseOf(session.caseId.value);
      leaveRemoved(record.value);
    } catch (error) {
      // What is on the screen stays there; only an empty one says why.
      if (!record.value) trouble.value = errorCodeOf(error);
    }
  };

  /** Opens a slide of the case on this screen and tells the others. Answers once it is there. */
  const open = async (id: string): Promise<void> => {
    if (slideId.value === id) return;
    slideId.value = id;
    trouble.value = undefined;
    try {
      // The others hear of the slide before they hear where on it this person is; a dying line holds nobody up.
      const told = Promise.race([session.showSlide(id), new Promise((resolve) => setTimeout(resolve, TELLING_MS))]);
      const [detail] = await Promise.all([detailOf(id), told]);
      if (slideId.value === id) slide.value = detail;
    } catch (error) {
      if (slideId.value !== id) return;
      slide.value = undefined;
      trouble.value = errorCodeOf(error);
    }
  };
  /** The slide that was looked at has been taken out of the case: another one is, or the reason is told. */
  function leaveRemoved({ slides }: CaseSummary): void {
    const gone = slideId.value;
    if (!gone || slides.some(({ id }) => id === gone)) return;
    details.delete(gone);
    slide.value = undefined;
    const next = slides.find(({ state, verdict }) => state === 'ready' && verdict !== 'rejected');
    if (next) void open(next.id);
    else trouble.value = 'not-found';
  }
  const retry = (): void => {
    const id = slideId.value;
    slideId.value = undefined;
    if (id) void open(id);
    void refresh();
  };

  watch(session.caseId, refresh, { immediate: true });
  // The server remembers which slide a returning tab looked at; a new one begins where the session did.
  watch(
    () => session.own.value?.slideId,
    (id) => {
      if (id && !slideId.value) void open(startSlideId ?? id);
    },
    { immediate: true },
  );
  const onWelcome = (): void => {
    // What changed in the case while the line was broken, such as this person's role, nobody has told.
    if (record.value) void refresh();
    if (slideId.value && session.own.value?.slideId !== slideId.value) void session.showSlide(slideId.value);
  };
  const onChanged = (): void => void refresh();
  socket.on('session:welcome', onWelcome);
  socket.on('case:changed', onChanged);
  onScopeDispose(() => {
    socket.off('session:welcome', onWelcome);
    socket.off('case:changed', onChanged);
  });

  return { record, slide, slideId: computed(() => slideId.value), trouble, open, retry, refresh, detailOf };
}

export type SessionSlides = ReturnType<typeof useSessionSlides>;
