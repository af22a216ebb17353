import { type Annotation, annotationBox } from '@parfocal/shared/annotation';
import type { Place } from '@parfocal/shared/protocol';
import { computed, type Ref } from 'vue';
import type { Following } from '@/features/gestures';
import type { Session, SessionSlides } from '@/features/session';
import { type Laser, useHands, usePings, useSpotlight } from '@/features/signals';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';
import type { SessionSocket } from '@/wire';
import type { useCommands } from './useCommands';

interface Collaborators {
  socket: SessionSocket;
  session: Session;
  slides: SessionSlides;
  viewer: SlideViewer;
  following: Following;
  laser: Laser;
  selected: Ref<Annotation | undefined>;
  /** The layer that an annotation is on. */
  layerOf: (annotation: Annotation) => string;
  goTo: (place: Place) => void;
  /** Takes the hand that moves the slide, and puts every tool down. */
  putDownTools: () => void;
  run: ReturnType<typeof useCommands>['run'];
}

/** What people point out to each other, and how this person does it. */
export function useSessionSignals({ socket, session, slides, viewer, following, laser, selected, layerOf, goTo, putDownTools, run }: Collaborators) {
  const toasts = useToasts();
  const hands = useHands({ socket, session });
  const pings = usePings({
    socket, session, slides, viewer,
    onElsewhere({ slideId, at }, by) {
      const slide = slides.record.value?.slides.find(({ id }) => id === slideId);
      const view = viewer.view();
      // At the magnification that this person has: how closely to look is theirs to say.
      const go = (): void => goTo({ slideId, view: view ? { ...at, resolution: view.resolution, rotation: 0 } : null, mark: null });
      if (slide) toasts.say(t('signals.pinged', { name: by.name, slide: slide.name }), { label: t('signals.go'), run: go });
    },
  });
  const isLedByPresenter = computed(() => following.leader.value !== undefined && following.leader.value.peerId === session.presenting.value.peerId);
  const spotlight = useSpotlight({ socket, session, slides, viewer, isLedByPresenter });

  return {
    hands,
    spotlight,
    ping: (): void => void run(pings.send()),
    mayPoint: computed(() => session.own.value?.mayPoint ?? false),
    isLaser: laser.isTool,
    isPinging: pings.isPicking,
    toggleLaser(): void {
      const wasTaken = laser.isTool.value;
      putDownTools();
      if (!wasTaken) laser.take();
    },
    togglePing: (): void => void (pings.cancel() || pings.pick((sent) => void run(sent))),
    /** Tells whether there was something to give up. */
    escape: (): boolean => pings.cancel() || laser.putDown(),
    toggleHand: (): void => void run(hands.toggle()),
    /** Lights on, if they are off; else the selected annotation into the light. */
    toggleSpotlight(): void {
      const slideId = slides.slide.value?.id;
      if (!session.isPresenting.value) return void toasts.say(t('signals.needsFloor'));
      if (spotlight.spotlight.value) return void run(spotlight.release());
      if (!selected.value || !slideId) return void toasts.say(t('signals.needsSelection'));
      void run(spotlight.light(slideId, { id: selected.value.id, layer: layerOf(selected.value) }, annotationBox(selected.value)));
    },
  };
}
