import { effectScope } from 'vue';

/** Runs a composable outside a component; `stop` ends its scope as unmounting would. */
export function inScope<T>(composable: () => T): { result: T; stop: () => void } {
  const scope = effectScope();
  const result = scope.run(composable) as T;
  return { result, stop: () => scope.stop() };
}
