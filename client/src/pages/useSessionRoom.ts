import type { SlideSummary } from '@parfocal/shared/api';
import { type DocumentLayer, mayTakePart } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, watch } from 'vue';
import { useVocabulary } from '@/features/annotations';
import { SESSION_PANE, useCompare } from '@/features/compare';
import { coverageStore, powerWords, useCoverage } from '@/features/coverage';
import { useFollowers, useFollowing, useGestureSharing, useMarksOfPeers, usePeerGestures } from '@/features/gestures';
import { showsSomething } from '@/features/links';
import { belongsElsewhere, type Microscope, useMicroscope, useMicroscopeKeys } from '@/features/microscope';
import { neighbourOf, usePresence, useRoomLook, useSession, useSessionSlides, useSlideTabs } from '@/features/session';
import { useLaser } from '@/features/signals';
import { useShare, useVoice } from '@/features/voice';
import { locale, t } from '@/i18n';
import { personColour, useToasts } from '@/ui';
import { createSlideViewer, type SlideViewer } from '@/viewer';
import { createSessionSocket } from '@/wire';
import type { SessionStart } from './session-start';
import type { PanelTab } from './panel-tab';
import { keepWords } from './keep-words';
import { useCommands } from './useCommands';
import { canOpen } from './useEntering';
import { useGoTo } from './useGoTo';
import { useListedSlides } from './useListedSlides';
import { useMarkCopies } from './useMarkCopies';
import { useMarksHistory } from './useMarksHistory';
import { useSessionChat } from './useSessionChat';
import { useSessionKeys } from './useSessionKeys';
import { useRoomTogether } from './useRoomTogether';
import { useSessionScenes } from './useSessionScenes';
import { useSessionMarks } from './useSessionMarks';
import { useSessionSignals } from './useSessionSignals';
import { useSessionThreads } from './useSessionThreads';
import { useSlideWindow } from './useSlideWindow';
import { useSnapshot } from './useSnapshot';
import { useViewLinks } from './useViewLinks';

interface SessionRoom {
  sessionId: string;
  tabId: string;
  personId: string;
  start: SessionStart;
}

/** Puts a session together: one socket, one viewer that the others can follow, and everything that speaks to both. */
export function useSessionRoom({ sessionId, tabId, personId, start }: SessionRoom) {
  const socket = createSessionSocket({ sessionId, tabId });
  // Made here so that everything below has its viewer at once; the stage puts it on the screen.
  const element = document.createElement('div');
  const viewer = createSlideViewer(element, { label: t('viewer.slide') });
  onScopeDispose(() => viewer.dispose());
  watch(locale, () => element.setAttribute('aria-label', t('viewer.slide')));

  const session = useSession({ socket, personId });
  const look = useRoomLook({ socket, session });
  usePresence({ socket });
  const slides = useSessionSlides({ socket, session, startSlideId: start.slideId });
  const ofCase = computed(() => slides.record.value?.slides ?? []);
  const mayOpen = (slide: SlideSummary): boolean => slides.record.value !== undefined && canOpen(slides.record.value, slide);
  const openable = computed(() => ofCase.value.filter(mayOpen));
  const gestures = usePeerGestures({ socket, peers: session.peers });
  const laser = useLaser({ viewer, isElsewhere: belongsElsewhere, mayPoint: () => session.own.value?.mayPoint ?? false, colour: () => personColour(session.own.value?.colour ?? 0) });
  useGestureSharing({ socket, viewer, isLaser: laser.isOn, isShown: () => slides.slide.value !== undefined && slides.slide.value.id === slides.slideId.value });
  const following = useFollowing({ session, slides, gestures, viewer, look: look.look, personId, beforeLeaving: keepWords, startsAlone: showsSomething(start.link) });
  const compare = useCompare({ socket, caseId: session.caseId, slides: openable, viewer, slide: slides.slide, slideId: slides.slideId, beforeMove: following.lookAround });
  const voice = useVoice({ socket, maySpeak: computed(() => !!session.own.value && mayTakePart(session.own.value.role)) });
  const sharing = useShare({ socket, voice });
  useMarksOfPeers({ session, slides, gestures, viewer, more: () => [...compare.pointersInSession.value, ...laser.own()], speaking: () => voice.speaking.value });

  useFollowers({ session });
  const together = useRoomTogether({ session, slides, room: look, following, compare, viewer });

  /** In the session's pane: whoever is followed is let go. */
  const open = (slideId: string): void => {
    following.lookAround();
    void slides.open(slideId);
  };
  /** Into the pane that has the keyboard. */
  const show = (slideId: string): void => (compare.active.value === SESSION_PANE ? open(slideId) : compare.choose(compare.active.value, slideId));
  const step = (by: 1 | -1): void => {
    const next = neighbourOf(openable.value, compare.activeSlideId.value, by);
    if (next) show(next);
  };
  const tabs = useSlideTabs({ slides: ofCase, current: slides.slideId, open });
  const isDamaged = computed(() => ofCase.value.some(({ id, state }) => id === slides.slideId.value && state === 'damaged'));
  const begins = start.slideId ? { slideId: start.slideId, link: start.link } : undefined;
  useSlideWindow({ viewer, slide: slides.slide, isDamaged, kept: tabs.tabs, start: begins, isLed: () => following.leader.value !== undefined });

  const microscope = useMicroscope({ viewer, slide: slides.slide });
  /** The viewer and microscope of every pane, for the keyboard. */
  const hands = new Map<number, { viewer: SlideViewer; microscope: Microscope }>([[SESSION_PANE, { viewer, microscope }]]);
  useMicroscopeKeys(() => hands.get(compare.active.value) ?? { viewer, microscope });

  const role = computed(() => slides.record.value?.role);
  const vocabulary = useVocabulary({ socket, caseId: session.caseId });
  const nameOf = (id: string): string | undefined => slides.record.value?.members.find(({ person }) => person.id === id)?.person.displayName;
  const marks = useSessionMarks({ socket, sessionId, viewer, caseId: session.caseId, slide: slides.slide, role, personId, nameOf, vocabulary, beforeJump: following.lookAround, onChoose: laser.putDown });
  const docs = computed(() => marks.layers.open.value.flatMap(({ document: { doc } }) => doc.value ?? []));
  const layerName = (layer: DocumentLayer): string => marks.layers.rows.value.find((row) => row.layer === layer)?.name ?? '';
  const history = useMarksHistory({ viewer, doc: marks.slideDocument.doc, docs, layerName, annotations: marks.annotations, selectedId: marks.tools.selectedId, beforeJump: following.lookAround });
  const links = useViewLinks({ viewer, caseId: session.caseId, slide: slides.slide, marks, start });
  const snapshot = useSnapshot({ viewer, slide: slides.slide, magnification: microscope.magnification });
  const goTo = useGoTo({ viewer, slides, marks, beforeMove: following.lookAround });

  const listed = useListedSlides({ socket, caseId: session.caseId, slides: ofCase, slideId: computed(() => slides.slide.value?.id), tabs: tabs.tabs, sessionId, personId, canDraw: marks.canDraw, nameOf });
  const threads = useSessionThreads({ socket, slides, layers: marks.layers, elsewhere: listed.docs, personId, nameOf, goTo });
  const copies = useMarkCopies({ caseId: session.caseId, slides, layers: marks.layers, personId, open });
  const isPanelOpen = ref(!matchMedia('(max-width: 900px)').matches);
  const panelTab = ref<PanelTab>('marks');
  const showPanel = (tab: PanelTab): void => {
    isPanelOpen.value = true;
    panelTab.value = tab;
  };
  const selected = computed(() => {
    const wanted = marks.tools.selectedId.value;
    return wanted === null ? undefined : marks.annotations.annotations.value.find(({ id }) => id === wanted);
  });
  const chat = useSessionChat({ socket, sessionId, personId, viewer, slide: slides.slide, selected, layerOf: marks.layers.layerOf, nameOf, isPanelOpen, show: () => showPanel('chat') });
  const commands = useCommands();
  const signals = useSessionSignals({ socket, session, slides, viewer, following, laser, selected, layerOf: marks.layers.layerOf, goTo, putDownTools: () => marks.tools.choose('move'), run: commands.run });

  const scenes = useSessionScenes({
    socket, personId, session, slides, mayOpen, viewer, compare, magnification: microscope.magnification, selected, layerOf: marks.layers.layerOf, canMake: marks.canDraw, nameOf, goTo,
    isLed: () => following.leader.value !== undefined, show: () => showPanel('scenes'),
  });

  const coverage = useCoverage({ viewer, slide: slides.slide, isLoading: microscope.isLoading, store: coverageStore(personId), beforeMove: following.lookAround });
  const toasts = useToasts();
  const goToUnseen = (): void => {
    if (!coverage.goToUnseen() && coverage.share.value === 1) toasts.saved(t('coverage.done', { power: powerWords(coverage.power.value, coverage.hasScale.value) }));
  };

  /** Gives up the innermost thing there is to give up. */
  const escape = (): void => {
    if (compare.aligning.paneKey.value !== undefined) compare.aligning.stop();
    else if (signals.escape() || marks.tools.escape()) return;
    else if (scenes.playing.isPlaying.value) scenes.stop();
    else if (compare.isOpen.value) compare.split(1);
    else if (following.leader.value) following.lookAround();
  };
  const areKeysShown = ref(false);
  useSessionKeys({
    escape,
    goBack: () => following.returnTo.value && following.goBack(),
    showKeys: () => (areKeysShown.value = true),
    nextSlide: () => step(1),
    slideBefore: () => step(-1),
    nextTab: () => tabs.step(1),
    tabBefore: () => tabs.step(-1),
    compare: () => compare.split(compare.isOpen.value ? 1 : 2),
    linkPanes: () => compare.isOpen.value && compare.toggleLink(),
    nextPane: compare.next,
    copyLink: () => void links.copyLink(),
    snapshot: () => void snapshot.saveSnapshot(),
    nextUnseen: goToUnseen,
    chat: () => (showPanel('chat'), chat.wish()),
    nextScene: () => scenes.step(1),
    sceneBefore: () => scenes.step(-1),
    ping: signals.ping,
    hand: signals.toggleHand,
    spotlight: signals.toggleSpotlight,
  });

  return { element, viewer, personId, sessionId, session, look, together, slides, mayOpen, openable, tabs, open, show, following, compare, hands, microscope, vocabulary, ...marks, history, voice, sharing, links, snapshot, coverage, goToUnseen, role, areKeysShown, isDamaged, goTo, listed, threads, copies, isPanelOpen, panelTab, nameOf, chat, scenes, signals, ...commands };
}

export type SessionRoomParts = ReturnType<typeof useSessionRoom>;
