import { effectScope, nextTick } from 'vue';

/** Runs a composable outside a component; `stop` ends its scope as unmounting would. */
export function inScope<T>(composable: () => T): { result: T; stop: () => void } {
  const scope = effectScope();
  const result = scope.run(composable) as T;
  return { result, stop: () => scope.stop() };
}

/** Waits for a condition over any number of promise turns; rejects when it never comes. */
export async function settles(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (condition()) return;
    await nextTick();
    if (turn % 10 === 9) await new Promise((done) => setTimeout(done, 0));
  }
  throw new Error(`never came: ${condition.toString()}`);
}
