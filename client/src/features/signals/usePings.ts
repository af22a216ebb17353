import type { SlidePoint } from '@parfocal/shared/geometry';
import type { Peer, Ping, Reply } from '@parfocal/shared/protocol';
import { onScopeDispose } from 'vue';
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
  onScopeDispose(() => {
    unwatch();
    socket.off('ping:sent', onPing);
  });

  return {
    /** At the pointer or, where it is off the slide, in the middle of the window. Nothing while there is no slide. */
    async send(): Promise<Reply> {
      const at = pointer ?? viewer.view();
      return at ? command(socket, 'ping:send', { at: { x: at.x, y: at.y } }) : { ok: true, value: null };
    },
  };
}

export type Pings = ReturnType<typeof usePings>;
