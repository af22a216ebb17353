import { setImmediate as breathe } from 'node:timers/promises';

/** How long a long piece of work goes on before everyone else gets a turn. */
const TURN_MS = 8;

/** Divides long work into turns, so that no large document holds up the others. */
export class Turns {
  private sinceMs = performance.now();

  /** Between two steps: goes on at once, or after everyone else had a turn. */
  async next(): Promise<void> {
    if (performance.now() - this.sinceMs < TURN_MS) return;
    await breathe();
    this.sinceMs = performance.now();
  }
}
