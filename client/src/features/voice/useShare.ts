import type { Share, ShareSize, ShareSource } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { computed, onScopeDispose, readonly, shallowRef, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { loadDevice } from './load-device';
import { request, VoiceRefusal } from './request';
import { useShareWatch } from './useShareWatch';
import type { Voice } from './useVoice';

/** Why nothing is shared: the person or the browser said no, there is no camera, this browser cannot, or a code of the server. */
export type ShareTrouble = 'declined' | 'noCamera' | 'unsupported' | VoiceRefusal['code'];

interface Collaborators {
  socket: SessionSocket;
  voice: Pick<Voice, 'call' | 'phase' | 'picture'>;
  media?: MediaDevices | undefined;
  createDevice?: () => Promise<types.Device>;
}

/** Enough for a finger that moves over a CT; a screen changes seldom, and detail matters more. */
const VIDEO: MediaTrackConstraints = { frameRate: { ideal: 15, max: 30 }, width: { ideal: 1920 }, height: { ideal: 1080 } };

/** The one picture beside the slide: who shares it, sharing one's own, and in which size it is seen. */
export function useShare({ socket, voice, media = navigator.mediaDevices, createDevice = loadDevice }: Collaborators) {
  const share = shallowRef<Share | null>(null);
  const own = shallowRef<MediaStreamTrack>();
  const trouble = shallowRef<ShareTrouble>();
  /** The peer that ended one's share, until the next one. */
  const endedBy = shallowRef<string>();
  let source: ShareSource = 'screen';
  let size: ShareSize = 'hidden';

  const watching = useShareWatch({ socket, phase: voice.phase, createDevice, isShown: computed(() => share.value !== null && own.value === undefined) });

  const capture = (from: ShareSource): Promise<MediaStream> => {
    if (!media || (from === 'screen' && !('getDisplayMedia' in media))) throw new DOMException('', 'NotSupportedError');
    return from === 'screen' ? media.getDisplayMedia({ video: VIDEO, audio: false }) : media.getUserMedia({ video: VIDEO });
  };
  const forget = (): void => {
    voice.call()?.unshare();
    own.value?.removeEventListener('ended', stop);
    own.value?.stop();
    own.value = undefined;
  };
  const send = async (): Promise<void> => {
    const [call, track] = [voice.call(), own.value];
    if (!call || !track) return;
    const lost = (error: unknown): void => {
      if (call.closed || own.value !== track) return; // the next call shows it again
      forget();
      trouble.value = error instanceof VoiceRefusal ? error.code : 'unsupported';
    };
    await call.share(track, source, lost).catch(lost);
  };
  const start = async (from: ShareSource): Promise<void> => {
    trouble.value = endedBy.value = undefined;
    try {
      const [track] = (await capture(from)).getVideoTracks();
      forget();
      if (!track) return;
      // Edges of letters and nuclei before smoothness.
      track.contentHint = 'detail';
      track.addEventListener('ended', stop);
      source = from;
      own.value = track;
      await send();
    } catch (error) {
      trouble.value = troubleOfCapture(error);
    }
  };
  /** One's own, or, for the presenter and hosts, somebody else's. */
  const stop = async (): Promise<void> => {
    forget();
    if (!socket.connected) return;
    try {
      await request(socket, 'share:stop');
    } catch (error) {
      if (error instanceof VoiceRefusal) trouble.value = error.code;
    }
  };
  const onState = (now: Share | null): void => void (share.value = now);
  const onEnded = ({ by }: { by: string }): void => {
    forget();
    endedBy.value = by;
  };
  /** What is shown goes on with a call that outlives its connection. */
  const onDisconnect = (): void => {
    if (voice.phase.value.kind !== 'joined') onState(null);
  };

  socket.on('share:state', onState);
  socket.on('share:ended', onEnded);
  socket.on('disconnect', onDisconnect);
  // A new call after a lost one: what was shown is shown again, and seen in the same size.
  watch(() => voice.phase.value.kind, (kind) => {
    if (!socket.connected) onDisconnect();
    if (kind === 'joined') {
      voice.call()?.view(size);
      void send();
    } else if (kind !== 'joining') {
      forget();
    }
  });
  onScopeDispose(() => {
    socket.off('share:state', onState);
    socket.off('share:ended', onEnded);
    socket.off('disconnect', onDisconnect);
    forget();
  });

  return {
    share: readonly(share),
    /** The picture that this person shares. */
    own: readonly(own),
    /** What is seen: one's own, or what comes by voice or by watching alone. */
    picture: computed(() => own.value ?? voice.picture.value ?? watching.picture.value),
    watching,
    trouble,
    endedBy,
    start,
    stop,
    view(wanted: ShareSize): void {
      size = wanted;
      voice.call()?.view(wanted);
      watching.view(wanted);
    },
  };
}

export type Sharing = ReturnType<typeof useShare>;

function troubleOfCapture(error: unknown): ShareTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'declined';
  return name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'NotReadableError' ? 'noCamera' : 'unsupported';
}
