import type { VoiceMuteReason } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { computed, type MaybeRefOrGetter, onScopeDispose, readonly, toValue, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { loadDevice } from './load-device';
import { createLoudspeakers, type Loudspeakers } from './loudspeakers';
import { request } from './request';
import { createRoomFacts } from './room-facts';
import { useCall } from './useCall';
import { useLoudspeaker } from './useLoudspeaker';
import { useSpeaking } from './useSpeaking';
import { listenToVoice } from './voice-facts';

interface Collaborators {
  socket: SessionSocket;
  /** Observers listen. */
  maySpeak: MaybeRefOrGetter<boolean>;
  media?: MediaDevices | undefined;
  loudspeakers?: Loudspeakers;
  createDevice?: () => Promise<types.Device>;
}

/** Voice of a session: join, leave, mute, and who speaks. */
export function useVoice({ socket, maySpeak, media = navigator.mediaDevices, loudspeakers = createLoudspeakers(), createDevice = loadDevice }: Collaborators) {
  const { roster, speaking, audible, forget } = createRoomFacts();
  const call = useCall({
    socket, createDevice, loudspeakers,
    opened: (made, comesBack) => own.opened(made, comesBack),
    dropped() {
      audible.value = false;
      if (!socket.connected) forget();
    },
    ended: () => own.end(),
  });
  const own = useSpeaking({ media, maySpeak, call: call.current, lost: call.lost });
  const loudspeaker = useLoudspeaker({ media });
  watch(loudspeaker.sinkId, (sinkId) => loudspeakers.route(sinkId), { immediate: true });
  watch(own.microphone.track, () => void loudspeaker.look());

  const deafen = listenToVoice(socket, {
    ...call.facts,
    roster: (speakers) => void (roster.value = speakers),
    speaking: (peerIds) => void (speaking.value = new Set(peerIds)),
    muted: own.mutedBy,
    audible: (body) => void (audible.value = body.audible),
    disconnect(reason) {
      call.facts.disconnect(reason);
      // Who is in the room is as last told while the call goes on; who speaks is not known.
      if (!call.current()) forget();
      speaking.value = new Set();
      audible.value = false;
    },
  });
  onScopeDispose(() => {
    deafen();
    loudspeakers.close();
  });

  return {
    phase: call.phase,
    roster,
    /** Peers the server hears now. */
    speaking,
    muted: own.muted,
    imposed: own.imposed,
    audible: readonly(audible),
    shaky: call.shaky,
    maySpeak: computed(() => toValue(maySpeak)),
    soundBlocked: loudspeakers.blocked,
    playSound: loudspeakers.unblock,
    microphone: own.microphone,
    loudspeaker,
    join(options: { muted?: boolean } = {}): void {
      own.begin(options.muted ?? false);
      call.want();
    },
    leave: call.leave,
    setMuted: own.setMuted,
    prepare: own.prepare,
    choose: own.choose,
    /** The picture that somebody shares, once it comes; it costs nothing until it is viewed. */
    picture: call.picture,
    call: call.current,
    /** For hosts. Throws a `VoiceRefusal`. */
    mutePeer: (peerId: string, reason: VoiceMuteReason): Promise<null> => request(socket, 'voice:mute-peer', { peerId, reason }),
    /** For hosts: all but the presenter and oneself. Throws a `VoiceRefusal`. */
    muteOthers: (): Promise<null> => request(socket, 'voice:mute-others'),
  };
}

export type Voice = ReturnType<typeof useVoice>;
