import type { Share, ShareSize, ShareSource } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { computed, onScopeDispose, readonly, shallowRef, watch } from 'vue';
import type { SessionSocket } from '@/wire';
import { loadDevice } from './load-device';
import { request, VoiceRefusal } from './request';
import { SYSTEM_DEFAULT, useDevices } from './useDevices';
import { useShareWatch } from './useShareWatch';
import type { Voice } from './useVoice';

/** Why nothing is shared: the person or the browser said no, there is no camera, the chosen one is away, this browser cannot, or a code of the server. */
export type ShareTrouble = 'declined' | 'noCamera' | 'cameraAway' | 'unsupported' | VoiceRefusal['code'];

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
  const ownSource = shallowRef<ShareSource>('screen');
  const cameras = useDevices({ media, kind: 'videoinput' });
  let size: ShareSize = 'hidden';

  const watching = useShareWatch({ socket, phase: voice.phase, createDevice, isShown: computed(() => share.value !== null && own.value === undefined) });

  const capture = (from: ShareSource): Promise<MediaStream> => {
    if (!media || (from === 'screen' && !('getDisplayMedia' in media))) throw new DOMException('', 'NotSupportedError');
    if (from === 'screen') return media.getDisplayMedia({ video: VIDEO, audio: false });
    // No other camera in place of the one that was chosen: it might show a face where a microscope is meant.
    const deviceId = cameras.chosenId.value;
    return media.getUserMedia({ video: { ...VIDEO, ...(deviceId !== SYSTEM_DEFAULT && { deviceId: { exact: deviceId } }) } });
  };
  /** Lets the camera or the screen go. */
  const release = (): void => {
    own.value?.removeEventListener('ended', ended);
    own.value?.stop();
    own.value = undefined;
  };
  const forget = (): void => {
    voice.call()?.unshare();
    release();
  };
  const send = async (): Promise<void> => {
    const [call, track] = [voice.call(), own.value];
    if (!call || !track) return;
    const lost = (error: unknown): void => {
      if (call.closed || own.value !== track) return; // the next call shows it again
      forget();
      trouble.value = error instanceof VoiceRefusal ? error.code : 'unsupported';
    };
    await call.share(track, ownSource.value, lost).catch(lost);
  };
  const start = async (from: ShareSource): Promise<void> => {
    trouble.value = endedBy.value = undefined;
    try {
      const [track] = (await capture(from)).getVideoTracks();
      release(); // the call puts the new picture in the place of the old
      if (!track) return forget();
      // Edges of letters and nuclei before smoothness.
      track.contentHint = 'detail';
      track.addEventListener('ended', ended);
      ownSource.value = from;
      own.value = track;
      if (from === 'camera') void cameras.look();
      await send();
    } catch (error) {
      trouble.value = troubleOfCapture(error, from === 'camera' && cameras.chosenId.value !== SYSTEM_DEFAULT);
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
  /** By the browser's own button, or because what was shown is gone. */
  const ended = (): Promise<void> => {
    if (ownSource.value === 'camera') trouble.value = 'cameraAway';
    return stop();
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
    ownSource: readonly(ownSource),
    cameras,
    /** What is seen: one's own, or what comes by voice or by watching alone. */
    picture: computed(() => own.value ?? voice.picture.value ?? watching.picture.value),
    watching,
    trouble,
    endedBy,
    start,
    stop,
    /** Shows this camera, now and from now on: `SYSTEM_DEFAULT` or a device's id. */
    async showCamera(deviceId: string): Promise<void> {
      cameras.choose(deviceId);
      await start('camera');
    },
    view(wanted: ShareSize): void {
      size = wanted;
      voice.call()?.view(wanted);
      watching.view(wanted);
    },
  };
}

export type Sharing = ReturnType<typeof useShare>;

function troubleOfCapture(error: unknown, isChosen: boolean): ShareTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'declined';
  if (isChosen && (name === 'NotFoundError' || name === 'OverconstrainedError')) return 'cameraAway';
  return name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'NotReadableError' ? 'noCamera' : 'unsupported';
}
