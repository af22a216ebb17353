import { computed, ref, type Ref } from 'vue';

/** How far an arrow key moves the pane. */
const STEP_PX = 24;

const DIRECTIONS: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** A pane that can be moved within what it lies on, by its handle: with pointer, finger or arrow keys. */
export function usePlace(pane: Ref<HTMLElement | null>) {
  /** From where the style sheet puts it, in CSS pixels. */
  const offset = ref({ x: 0, y: 0 });
  let held: { x: number; y: number; id: number } | undefined;

  /** Keeps all of it in sight, whatever was asked. */
  const moveBy = (x: number, y: number): void => {
    const [box, around] = [pane.value?.getBoundingClientRect(), pane.value?.offsetParent?.getBoundingClientRect()];
    if (!box || !around) return;
    const clamp = (by: number, least: number, most: number): number => Math.max(Math.min(by, most), Math.min(least, most));
    offset.value = {
      x: offset.value.x + clamp(x, around.left - box.left, around.right - box.right),
      y: offset.value.y + clamp(y, around.top - box.top, around.bottom - box.bottom),
    };
  };

  return {
    style: computed(() => ({ transform: `translate(${offset.value.x}px, ${offset.value.y}px)` })),
    home: (): void => void (offset.value = { x: 0, y: 0 }),
    handle: {
      pointerdown(event: PointerEvent): void {
        if (event.button !== 0) return;
        held = { x: event.clientX, y: event.clientY, id: event.pointerId };
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
      },
      pointermove(event: PointerEvent): void {
        if (held?.id !== event.pointerId) return;
        moveBy(event.clientX - held.x, event.clientY - held.y);
        held = { ...held, x: event.clientX, y: event.clientY };
      },
      pointerup: (): void => void (held = undefined),
      pointercancel: (): void => void (held = undefined),
      keydown(event: KeyboardEvent): void {
        const direction = DIRECTIONS[event.key];
        if (!direction) return;
        // The slide moves by the same keys.
        event.preventDefault();
        event.stopPropagation();
        moveBy(direction[0] * STEP_PX, direction[1] * STEP_PX);
      },
    },
  };
}
