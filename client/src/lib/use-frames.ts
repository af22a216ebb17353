import { onScopeDispose } from 'vue';

/** Calls `draw` once a screen frame, with the time in milliseconds, for as long as the scope lives. */
export function useFrames(draw: (nowMs: number) => void): void {
  let frame = requestAnimationFrame(function next() {
    // Asked for before drawing: one frame that fails does not end all, and drawing may end its own scope.
    frame = requestAnimationFrame(next);
    draw(performance.now());
  });
  onScopeDispose(() => cancelAnimationFrame(frame));
}
