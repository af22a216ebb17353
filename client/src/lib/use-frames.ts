import { onScopeDispose, ReactiveEffect } from 'vue';

/**
 * Calls `draw` in the next screen frame, with the time in milliseconds, and again whenever there may be something new to
 * draw: what it read has changed (as far as that is reactive), the returned function was called, or as many milliseconds
 * have passed as it answered: 0 for the next frame, `Infinity` where nothing changes by itself. At rest no frame is asked for.
 */
export function useFrames(draw: (nowMs: number) => number): () => void {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  const wake = (): void => {
    if (isOver) return;
    clearTimeout(timer);
    frame ??= requestAnimationFrame(next);
  };
  const drawing = new ReactiveEffect(() => draw(performance.now()));
  drawing.scheduler = wake;
  const next = (): void => {
    frame = undefined;
    // One frame that fails does not end all.
    let inMs = 0;
    try {
      inMs = drawing.run();
    } finally {
      if (inMs <= 0) wake();
      else if (inMs < Infinity && !isOver && frame === undefined) timer = setTimeout(wake, inMs);
    }
  };
  wake();
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
  });
  return wake;
}
