import { setImmediate } from 'node:timers';

/** How long a long piece of work goes on before everyone else gets a turn. */
const TURN_MS = 8;

/** Works that wait for their next turn. */
const waiting: (() => void)[] = [];

function goOn(): void {
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(goOn);
}

/** The next turn of the event loop that no other long work has: so many of them at once hold up nobody longer than one. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(goOn);
  });
}

/** Divides long work into turns, so that no large document holds up the others. */
export class Turns {
  private sinceMs = performance.now();

  /** Between two steps: goes on at once, or after everyone else had a turn. */
  async next(): Promise<void> {
    if (performance.now() - this.sinceMs < TURN_MS) return;
    await nextTurn();
    this.sinceMs = performance.now();
  }
}
