export interface Throttled<T> {
  (value: T): void;
  cancel(): void;
}

/** Calls `send` at once, then at most every `intervalMs` with the newest value. */
export function throttleLatest<T>(send: (value: T) => void, intervalMs: number): Throttled<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | undefined;

  const tick = (): void => {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    push(value);
  };
  const push = (value: T): void => {
    if (timer) {
      waiting = { value };
      return;
    }
    send(value);
    timer = setTimeout(tick, intervalMs);
  };
  const cancel = (): void => {
    clearTimeout(timer);
    timer = waiting = undefined;
  };
  return Object.assign(push, { cancel });
}
