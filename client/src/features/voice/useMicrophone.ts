import { onScopeDispose, ref, type ShallowRef, shallowRef } from 'vue';
import { SYSTEM_DEFAULT, useDevices } from './useDevices';

/** Why there is no microphone: the browser was told no, there is none, another program has it, or the page is not secure. */
export type MicrophoneTrouble = 'denied' | 'missing' | 'busy' | 'insecure';

interface Collaborators {
  /** `undefined` on pages that are neither https nor localhost. */
  media: MediaDevices | undefined;
}

/** The one microphone of this page: which there are, which is chosen, and its track while it is open. */
export function useMicrophone({ media }: Collaborators) {
  const { devices, chosenId, isListed, choose, look } = useDevices({ media, kind: 'audioinput' });
  const track: ShallowRef<MediaStreamTrack | undefined> = shallowRef();
  const trouble = ref<MicrophoneTrouble>();
  /** The chosen microphone went away and the system's own took its place. */
  const fellBack = ref(false);
  let asks = 0;

  const ask = (deviceId: string): Promise<MediaStream> => {
    if (!media) throw new DOMException('not a secure page', 'SecurityError');
    return media.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1, ...(deviceId && { deviceId: { exact: deviceId } }) },
    });
  };

  const take = (stream: MediaStream, asked: number): MediaStreamTrack | undefined => {
    if (asked !== asks) {
      // Left, or asked again, while the browser waited for a permission: this one was wanted by nobody any more.
      for (const late of stream.getTracks()) late.stop();
      return track.value;
    }
    close();
    const [taken] = stream.getAudioTracks();
    track.value = taken;
    taken?.addEventListener('ended', ended);
    void look();
    return taken;
  };

  /** Opens the chosen microphone, or the system's own where that cannot be had. Says in `trouble` why there is none. */
  const open = async (): Promise<MediaStreamTrack | undefined> => {
    const asked = ++asks;
    trouble.value = undefined;
    fellBack.value = false;
    try {
      if (chosenId.value !== SYSTEM_DEFAULT) {
        const chosen = await ask(chosenId.value).catch((error: unknown) => {
          if (troubleOf(error) === 'denied') throw error;
        });
        if (chosen) return take(chosen, asked);
        fellBack.value = true;
      }
      return take(await ask(SYSTEM_DEFAULT), asked);
    } catch (error) {
      if (asked === asks) trouble.value = troubleOf(error);
      return undefined;
    }
  };

  /** Unplugged, or taken by the system: the person goes on speaking, with what there is. */
  const ended = async (): Promise<void> => {
    close();
    const next = await open();
    for (const listener of listeners) listener(next);
  };

  const close = (): void => {
    asks++;
    track.value?.removeEventListener('ended', ended);
    track.value?.stop();
    track.value = undefined;
  };

  const listeners = new Set<(track: MediaStreamTrack | undefined) => void>();
  onScopeDispose(() => {
    listeners.clear();
    close();
  });

  return {
    devices, chosenId, isListed, choose, track, trouble, fellBack, open, close,
    /** Hears of every track that took the place of one that ended by itself. */
    onReplaced(listener: (track: MediaStreamTrack | undefined) => void): void {
      listeners.add(listener);
    },
  };
}

export type Microphone = ReturnType<typeof useMicrophone>;

export function troubleOf(error: unknown): MicrophoneTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  if (name === 'SecurityError') return 'insecure';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}
