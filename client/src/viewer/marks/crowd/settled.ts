/** Instead of how much was painted: nothing more can be done before the next frame. */
export const NEXT_FRAME = Infinity;

/** Waits, without holding the page up, until the card has done all that it was told. What is asked of it before that would stop the page until then. */
export function* settled(gl: WebGL2RenderingContext): Generator<number, void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) return;
  gl.flush();
  while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) yield NEXT_FRAME;
  gl.deleteSync(fence);
}
