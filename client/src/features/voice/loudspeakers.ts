import { readonly, ref } from 'vue';
import { SYSTEM_DEFAULT } from './useDevices';

/**
 * Plays remote voices, each in a hidden <audio> element of the document: Safari plays none that is not attached. Where
 * the browser wants a click first, `blocked` says so and `unblock` must be called from it.
 */
export function createLoudspeakers(parent: HTMLElement = document.body) {
  const elements = new Map<string, HTMLAudioElement>();
  const blocked = ref(false);
  let sink = SYSTEM_DEFAULT;

  const start = async (audio: HTMLAudioElement): Promise<void> => {
    try {
      await audio.play();
    } catch (error) {
      // AbortError: taken away before it began. Only the other is for the person to mend.
      if (error instanceof DOMException && error.name === 'NotAllowedError') blocked.value = true;
    }
  };

  const stop = (id: string): void => {
    const audio = elements.get(id);
    elements.delete(id);
    if (!audio) return;
    audio.srcObject = null;
    audio.remove();
    if (elements.size === 0) blocked.value = false;
  };

  return {
    blocked: readonly(blocked),
    play(id: string, track: MediaStreamTrack): void {
      stop(id);
      const audio = document.createElement('audio');
      audio.hidden = true;
      audio.autoplay = true;
      audio.setAttribute('playsinline', '');
      audio.dataset.voice = id;
      audio.srcObject = new MediaStream([track]);
      elements.set(id, audio);
      parent.append(audio);
      void playThrough(audio, sink);
      void start(audio);
    },
    stop,
    /** All voices, also later ones, through this loudspeaker. */
    route(sinkId: string): void {
      sink = sinkId;
      for (const audio of elements.values()) void playThrough(audio, sink);
    },
    /** Call from a click. */
    async unblock(): Promise<void> {
      blocked.value = false;
      await Promise.all([...elements.values()].map(start));
    },
    close(): void {
      for (const id of [...elements.keys()]) stop(id);
    },
  };
}

export type Loudspeakers = ReturnType<typeof createLoudspeakers>;

/** Sends the sound of one element to a loudspeaker; to the system's own where that is gone, or the browser chooses. */
export async function playThrough(audio: HTMLAudioElement, sinkId: string): Promise<void> {
  if (!('setSinkId' in audio) || audio.sinkId === sinkId) return;
  await audio.setSinkId(sinkId).catch(() => audio.setSinkId(SYSTEM_DEFAULT)).catch(() => undefined); // nothing to hear through: the person notices, and has the list
}
