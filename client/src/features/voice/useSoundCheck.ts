import { onScopeDispose, ref } from 'vue';
import { playThrough } from './loudspeakers';

/** Concert pitch, well within what every loudspeaker gives and nearly everyone hears. */
const TONE_HZ = 440;
const TONE_MS = 1_200;
/** A fifth of full scale: clear, and no fright. */
const TONE_GAIN = 0.2;
export const RECORDING_MS = 3_000;

/** What can be heard of a check, and what a person says to it. */
export type Heard = 'unasked' | 'yes' | 'no';
export type RecordingState = 'none' | 'recording' | 'ready' | 'playing';

interface Collaborators {
  /** Opens the chosen microphone; nothing where there is none. */
  openMicrophone: () => Promise<MediaStreamTrack | undefined>;
  closeMicrophone: () => void;
  /** The loudspeaker that sound goes to now; `SYSTEM_DEFAULT` or a device's. */
  sinkId: () => string;
}

/** Loudspeaker and microphone by one's own ears: a tone, and three seconds of oneself. Nothing of it leaves this computer. */
export function useSoundCheck({ openMicrophone, closeMicrophone, sinkId }: Collaborators) {
  const isToning = ref(false);
  const heard = ref<Heard>();
  const recording = ref<RecordingState>('none');
  let context: AudioContext | undefined;
  let recorder: MediaRecorder | undefined;
  let playback: HTMLAudioElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Asked once the tone is over. */
  const tone = async (): Promise<void> => {
    if (isToning.value) return;
    isToning.value = true;
    heard.value = undefined;
    const playing = new AudioContext();
    context = playing;
    const [oscillator, gain] = [playing.createOscillator(), playing.createGain()];
    oscillator.frequency.value = TONE_HZ;
    gain.gain.value = TONE_GAIN;
    // Through an element, as voices are: that is what every browser can send to a loudspeaker of one's choice.
    const destination = playing.createMediaStreamDestination();
    oscillator.connect(gain).connect(destination);
    const audio = new Audio();
    audio.srcObject = destination.stream;
    await playThrough(audio, sinkId());
    oscillator.start();
    await audio.play().catch(() => undefined); // not heard, which the person then says
    await new Promise((over) => setTimeout(over, TONE_MS));
    audio.srcObject = null;
    await playing.close().catch(() => undefined); // closed already by leaving
    if (context !== playing) return;
    isToning.value = false;
    heard.value = 'unasked';
  };
  const discard = (): void => {
    clearTimeout(timer);
    if (recorder?.state === 'recording') recorder.stop();
    recorder = undefined;
    playback?.pause();
    if (playback) URL.revokeObjectURL(playback.src);
    playback = undefined;
    recording.value = 'none';
  };
  const keep = (parts: Blob[], type: string): void => {
    playback = new Audio(URL.createObjectURL(new Blob(parts, { type })));
    playback.addEventListener('ended', () => void (recording.value = 'ready'));
    recording.value = 'ready';
  };
  const record = async (): Promise<void> => {
    discard();
    const track = await openMicrophone();
    if (!track) return;
    const parts: Blob[] = [];
    const mine = new MediaRecorder(new MediaStream([track]));
    recorder = mine;
    mine.addEventListener('dataavailable', ({ data }) => void parts.push(data));
    mine.addEventListener('stop', () => {
      closeMicrophone();
      if (recorder === mine) keep(parts, mine.mimeType);
    });
    mine.start();
    recording.value = 'recording';
    timer = setTimeout(() => mine.stop(), RECORDING_MS);
  };
  const play = async (): Promise<void> => {
    if (!playback) return;
    recording.value = 'playing';
    playback.currentTime = 0;
    await playThrough(playback, sinkId());
    await playback.play().catch(() => void (recording.value = 'ready'));
  };
  const stop = (): void => {
    discard();
    const playing = context;
    context = undefined;
    if (isToning.value) void playing?.close();
    isToning.value = false;
    heard.value = undefined;
  };
  onScopeDispose(stop);

  return { isToning, heard, recording, tone, record, play, stop };
}

export type SoundCheck = ReturnType<typeof useSoundCheck>;
