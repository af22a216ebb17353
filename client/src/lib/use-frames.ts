import { onScopeDispose } from 'vue';

/** Calls `draw` once a screen frame, with the time in milliseconds, for as long as the scope lives. */
export function useFrames(draw: (nowMs: number) => void): void {
  let frame = requestAnimationFrame(function next() {
    draw(performance.now());
    frame = requestAnimationFrame(next);
  });
  onScopeDispose(() => cancelAnimationFrame(frame));
}
