/** Calls `draw` once in the next animation frame after any number of wake-ups. */
export class FrameLoop {
  private handle: number | undefined;

  constructor(private readonly draw: (nowMs: number) => void) {}

  readonly wake = (): void => {
    this.handle ??= requestAnimationFrame((nowMs) => {
      this.handle = undefined;
      this.draw(nowMs);
    });
  };

  dispose(): void {
    if (this.handle !== undefined) cancelAnimationFrame(this.handle);
    this.handle = undefined;
  }
}
