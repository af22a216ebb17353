import { type CaseRole, mayAnnotate } from '@parfocal/shared/api';
import { type DocumentName, mayTakePart, type Reply } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, watch } from 'vue';
import { useAnnotations, useAnnotationTools, useSlideDocument } from '@/features/annotations';
import { useFollowing, useGestureSharing, useMarksOfPeers, usePeerGestures } from '@/features/gestures';
import { belongsElsewhere, mppOf, useMicroscope, useMicroscopeKeys } from '@/features/microscope';
import { useSession, useSessionSlides } from '@/features/session';
import { useVoice } from '@/features/voice';
import { errorText, locale, t } from '@/i18n';
import { useToasts } from '@/ui';
import { createSlideViewer } from '@/viewer';
import { createSessionSocket } from '@/wire';
import { useSessionKeys } from './useSessionKeys';

interface SessionRoom {
  sessionId: string;
  tabId: string;
  personId: string;
  /** The slide the person asked for, if they asked for one. */
  startSlideId: string | undefined;
}

/** Puts a session together: one socket, one viewer, and everything that speaks to both. */
export function useSessionRoom({ sessionId, tabId, personId, startSlideId }: SessionRoom) {
  const toasts = useToasts();
  const socket = createSessionSocket({ sessionId, tabId });
  // Made here so that everything below has its viewer at once; the stage puts it on the screen.
  const element = document.createElement('div');
  const viewer = createSlideViewer(element, { label: t('viewer.slide') });
  onScopeDispose(() => viewer.dispose());

  const session = useSession({ socket });
  const slides = useSessionSlides({ socket, session, startSlideId });
  const gestures = usePeerGestures({ socket, peers: session.peers });
  useGestureSharing({ socket, viewer, isShown: () => slides.slide.value !== undefined && slides.slide.value.id === slides.slideId.value });
  useMarksOfPeers({ session, slides, gestures, viewer });
  const following = useFollowing({ session, slides, gestures, viewer });
  const microscope = useMicroscope({ viewer, slide: slides.slide });
  useMicroscopeKeys({ viewer, microscope });
  /** The file went bad while it was open, as the case tells: nothing more is asked of it. */
  const isDamaged = computed(() => slides.record.value?.slides.some(({ id, state }) => id === slides.slideId.value && state === 'damaged') ?? false);
  watch([slides.slide, isDamaged], ([slide, damaged]) => viewer.open((!damaged && slide) || null));
  watch(locale, () => element.setAttribute('aria-label', t('viewer.slide')));

  const role = computed<CaseRole | undefined>(() => slides.record.value?.role);
  const canDraw = computed(() => role.value !== undefined && mayAnnotate(role.value));
  const documentName = computed<DocumentName | undefined>((before) => {
    // Of the slide in the window, not of one that is still on its way: a shape belongs to what it was drawn on.
    const [caseId, slideId] = [session.caseId.value, slides.slide.value?.id];
    if (before && before.caseId === caseId && before.slideId === slideId) return before;
    return caseId && slideId ? { caseId, slideId, layer: 'case' } : undefined;
  });
  const slideDocument = useSlideDocument({ name: documentName, personId });
  const annotations = useAnnotations({ doc: slideDocument.doc, personId });
  const tools = useAnnotationTools({
    viewer,
    annotations,
    mpp: computed(() => mppOf(slides.slide.value)),
    personId,
    canDraw,
    isElsewhere: belongsElsewhere,
    beforeJump: following.lookAround,
  });
  const voice = useVoice({ socket, maySpeak: computed(() => !!session.own.value && mayTakePart(session.own.value.role)) });

  /** Runs a command; a refusal is told in words. */
  const busy = ref(false);
  const run = async (command: Promise<Reply>): Promise<boolean> => {
    busy.value = true;
    const reply = await command;
    busy.value = false;
    if (!reply.ok) toasts.stop(errorText(reply.code));
    return reply.ok;
  };

  const escape = (): void => {
    if (tools.escape()) return;
    if (following.leader.value) following.lookAround();
  };
  const areKeysShown = ref(false);
  useSessionKeys({
    escape,
    goBack: () => following.returnTo.value && following.goBack(),
    showKeys: () => (areKeysShown.value = true),
  });

  return { element, viewer, session, slides, following, microscope, slideDocument, annotations, tools, voice, canDraw, role, areKeysShown, isDamaged, busy, run };
}

export type SessionRoomParts = ReturnType<typeof useSessionRoom>;
