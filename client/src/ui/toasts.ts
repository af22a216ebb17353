import { readonly, shallowRef } from 'vue';

export interface Toast {
  readonly id: number;
  readonly tone: 'plain' | 'saved' | 'stop';
  readonly text: string;
  /** The next step, such as “Try again”. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Long enough to read two lines twice; an error stays until it is dismissed. */
export const TOAST_MS = 6_000;
const MOST = 4;

const toasts = shallowRef<readonly Toast[]>([]);
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let last = 0;

function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Says it once: a sentence that is still on the screen only starts its time again. */
function show(toast: Omit<Toast, 'id'>): number {
  for (const same of toasts.value.filter(({ tone, text }) => tone === toast.tone && text === toast.text)) dismiss(same.id);
  const id = ++last;
  toasts.value = [...toasts.value, { ...toast, id }];
  for (const old of toasts.value.slice(0, -MOST)) dismiss(old.id);
  if (toast.tone !== 'stop') timers.set(id, setTimeout(() => dismiss(id), TOAST_MS));
  return id;
}

/** Short words at the foot of the screen, from anywhere. An error comes with its next step, if there is one. */
export function useToasts() {
  return {
    toasts: readonly(toasts),
    say: (text: string, action?: Toast['action']): number => show({ tone: 'plain', text, action }),
    saved: (text: string): number => show({ tone: 'saved', text }),
    stop: (text: string, action?: Toast['action']): number => show({ tone: 'stop', text, action }),
    dismiss,
  };
}
