import { type MaybeRefOrGetter, onScopeDispose, readonly, type Ref, ref, toValue, watch } from 'vue';

interface FileDrop {
  element: Readonly<Ref<HTMLElement | null>>;
  /** Whether files may be dropped now. */
  open: MaybeRefOrGetter<boolean>;
  /** To be read at once: the browser empties it after the event. */
  onDrop: (transfer: DataTransfer) => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files dropped onto an element. `over` is true while some are held above it. */
export function useFileDrop({ element, open, onDrop }: FileDrop) {
  const over = ref(false);
  let depth = 0; // dragenter and dragleave come once for every child crossed

  const set = (entered: number): void => {
    depth = Math.max(0, entered);
    over.value = depth > 0;
  };
  const enter = (event: DragEvent): void => {
    if (toValue(open) && hasFiles(event)) set(depth + 1);
  };
  const leave = (event: DragEvent): void => {
    if (hasFiles(event)) set(depth - 1);
  };
  /** Without this the browser would leave the page to show the file. */
  const hold = (event: DragEvent): void => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    hold(event);
    set(0);
    if (toValue(open) && event.dataTransfer && hasFiles(event)) onDrop(event.dataTransfer);
  };

  const stop = (on: HTMLElement): void => {
    on.removeEventListener('dragenter', enter);
    on.removeEventListener('dragleave', leave);
    on.removeEventListener('dragover', hold);
    on.removeEventListener('drop', drop);
  };
  watch(
    element,
    (now, before) => {
      if (before) stop(before);
      set(0);
      now?.addEventListener('dragenter', enter);
      now?.addEventListener('dragleave', leave);
      now?.addEventListener('dragover', hold);
      now?.addEventListener('drop', drop);
    },
    { immediate: true },
  );
  onScopeDispose(() => element.value && stop(element.value));

  return { over: readonly(over) };
}
