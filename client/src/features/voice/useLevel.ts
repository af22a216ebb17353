import { onScopeDispose, readonly, ref, type Ref, watch } from 'vue';

/** Often enough to look alive, seldom enough to cost nothing beside a slide. */
const INTERVAL_MS = 80;
/** Full scale of the meter: an ordinary voice close to the microphone. */
const LOUD_RMS = 0.2;

/** How loud a track is, 0 to 1, measured in this browser. What the others hear is the server's to say. */
export function useLevel(track: Ref<MediaStreamTrack | undefined>) {
  const level = ref(0);
  let stop = (): void => undefined;

  const measure = (measured: MediaStreamTrack): (() => void) => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    const samples = new Float32Array(analyser.fftSize);
    context.createMediaStreamSource(new MediaStream([measured])).connect(analyser);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      level.value = Math.min(1, Math.sqrt(rms / LOUD_RMS));
    }, INTERVAL_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  };

  watch(track, (now) => {
    stop();
    level.value = 0;
    stop = now && 'AudioContext' in globalThis ? measure(now) : () => undefined;
  }, { immediate: true });
  onScopeDispose(() => stop());

  return { level: readonly(level) };
}
