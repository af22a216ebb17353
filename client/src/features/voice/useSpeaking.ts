import { computed, type MaybeRefOrGetter, readonly, ref, shallowRef, toValue, watch } from 'vue';
import type { VoiceMuted } from '@parfocal/shared/protocol';
import type { Imposed } from './room-facts';
import { useMicrophone } from './useMicrophone';
import type { VoiceCall } from './voice-call';

interface Collaborators {
  media: MediaDevices | undefined;
  /** Observers listen. */
  maySpeak: MaybeRefOrGetter<boolean>;
  /** The call that stands, if one does. */
  call: () => VoiceCall | undefined;
  /** The call did not do what was asked of it. */
  lost: () => void;
}

/** The own microphone in the call: muted or open, prepared, changed. It is opened only when it is to be heard. */
export function useSpeaking({ media, maySpeak, call, lost }: Collaborators) {
  const microphone = useMicrophone({ media });
  const muted = ref(true);
  const imposed = shallowRef<Imposed>();

  /** Who joins muted is not even asked for it. */
  const speak = async (): Promise<void> => {
    if (muted.value || !toValue(maySpeak)) return void (muted.value = true);
    if (!(await prepare())) muted.value = true;
  };

  /** Opens the microphone in the call, silent while muted; whether there is one. */
  const prepare = async (): Promise<boolean> => {
    const current = call();
    if (!current || !toValue(maySpeak)) return false;
    const track = microphone.track.value ?? (await microphone.open());
    if (current.closed) return true; // the next call opens it anew
    if (!track) return false;
    await current.speak(track, muted.value);
    if (muted.value && !current.closed) await current.mute(true);
    return true;
  };

  const setMuted = async (wanted: boolean): Promise<void> => {
    muted.value = wanted;
    if (!wanted) imposed.value = undefined;
    const current = call();
    if (!current) return;
    try {
      if (!wanted) await speak();
      await call()?.mute(muted.value);
    } catch {
      // What goes wrong with a call that is over already is not the next one's trouble.
      if (!current.closed) lost();
    }
  };

  microphone.onReplaced((track) => {
    if (track) void call()?.speak(track, muted.value).catch(lost);
    else void setMuted(true);
  });
  watch(() => toValue(maySpeak), (may) => {
    if (may) return;
    muted.value = true;
    call()?.silence();
    microphone.close();
  });

  return {
    microphone,
    /** Also true while there is no microphone, wanted or not. */
    muted: computed(() => muted.value || !microphone.track.value),
    /** Why one is muted without having chosen so, until the microphone is opened again. */
    imposed: readonly(imposed),
    setMuted,
    /** Opens the microphone and keeps it silent, so that the first word of who holds a key to talk is not lost. */
    prepare: (): Promise<void> => prepare().then(() => undefined, lost),
    begin: (isMuted: boolean): void => void (muted.value = isMuted),
    /** A call stands: who comes into a crowd begins muted, who comes back goes on as before. */
    async opened(joined: VoiceCall, comesBack: boolean): Promise<void> {
      if (joined.crowded && !comesBack && !muted.value) {
        muted.value = true;
        imposed.value = { kind: 'crowd' };
      }
      await speak();
    },
    mutedBy(by: VoiceMuted): void {
      imposed.value = { kind: 'host', ...by };
      void setMuted(true);
    },
    end(): void {
      microphone.close();
      muted.value = true;
      imposed.value = undefined;
    },
    /** `SYSTEM_DEFAULT` or a device's id; heard at once if the microphone is open. */
    async choose(deviceId: string): Promise<void> {
      microphone.choose(deviceId);
      if (!microphone.track.value) return;
      const track = await microphone.open();
      if (track) await call()?.speak(track, muted.value).catch(lost);
      else await setMuted(true);
    },
  };
}
