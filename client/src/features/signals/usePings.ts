import type { SlidePoint } from '@parfocal/shared/geometry';
import type { Peer, Ping, Reply } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, shallowRef } from 'vue';
import type { Session, SessionSlides } from '@/features/session';
import { personColour } from '@/ui';
import type { SlideViewer } from '@/viewer';
import { command, type SessionSocket } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  session: Pick<Session, 'peers' | 'own'>;
  slides: Pick<SessionSlides, 'slide'>;
  viewer: SlideViewer;
  /** Somebody asks to look at a place on another slide. */
  onElsewhere: (ping: Ping, by: Peer) => void;
}

/** *Look here*: rings for everyone on the slide, a word for everyone else (SPEC P1). */
export function usePings({ socket, session, slides, viewer, onElsewhere }: Collaborators) {
  let pointer: SlidePoint | null = null;
  const unwatch = viewer.onPointer((at) => (pointer = at));
  const onPing = (ping: Ping): void => {
    const by = session.peers.value.find(({ peerId }) => peerId === ping.peerId);
    if (!by) return;
    if (ping.slideId === slides.slide.value?.id) viewer.ping({ at: ping.at, name: by.peerId === session.own.value?.peerId ? '' : by.name, colour: personColour(by.colour) });
    else if (by.peerId !== session.own.value?.peerId) onElsewhere(ping, by);
  };
  socket.on('ping:sent', onPing);
  const giveUp = shallowRef<() => void>();
  const cancel = (): boolean => {
    const wasPicking = giveUp.value !== undefined;
    giveUp.value?.();
    giveUp.value = undefined;
    return wasPicking;
  };
  const send = ({ x, y }: SlidePoint): Promise<Reply> => command(socket, 'ping:send', { at: { x, y } });
  onScopeDispose(() => {
    cancel();
    unwatch();
    socket.off('ping:sent', onPing);
  });

  return {
    /** At the pointer or, where it is off the slide, in the middle of the window. Nothing while there is no slide. */
    async send(): Promise<Reply> {
      const at = pointer ?? viewer.view();
      return at ? send(at) : { ok: true, value: null };
    },
    isPicking: computed(() => giveUp.value !== undefined),
    /** Where the next press on the slide is, for who has no pointer to leave there. `onSent` is not called where it is given up. */
    pick(onSent: (reply: Promise<Reply>) => void): void {
      cancel();
      giveUp.value = viewer.pickPoint((at) => {
        giveUp.value = undefined;
        if (at) onSent(send(at));
      });
    },
    /** Tells whether a place was waited for. */
    cancel,
  };
}

export type Pings = ReturnType<typeof usePings>;
