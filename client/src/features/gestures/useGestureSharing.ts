import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { encodeGesture, GESTURE_INTERVAL_MS, GESTURE_REST_MS } from '@parfocal/shared/protocol';
import { onScopeDispose, ref, type Ref, watch } from 'vue';
import { throttleLatest } from '@/lib';
import type { SlideViewer } from '@/viewer';
import type { SessionSocket } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  viewer: SlideViewer;
  /** False while the slide in the window is not the one the others were told of (SPEC G8). */
  isShown: () => boolean;
  /** Whether this person's pointer is a laser. */
  isLaser?: Ref<boolean>;
}

/** Tells the session where this person points and what they see, at most 30 times a second and never when nothing moves. */
export function useGestureSharing({ socket, viewer, isShown, isLaser = ref(false) }: Collaborators): void {
  let pointer: SlidePoint | null = null;
  let view: SlideView | null = viewer.view() ?? null;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const share = throttleLatest(() => {
    clearTimeout(rest);
    if (!isShown()) return;
    // Volatile: while the line is down, a position that could not be sent must not queue behind it.
    const heading = view ? viewer.heading() : undefined;
    socket.volatile.emit('gesture', encodeGesture({ isLaser: isLaser.value, pointer, view, ...(heading ? { target: heading } : {}) }));
    rest = setTimeout(settle, GESTURE_REST_MS);
  }, GESTURE_INTERVAL_MS);
  /** A volatile position may be lost, and the last one is the one that stays on the others' screens. */
  const settle = (): void => {
    if (socket.connected && isShown()) socket.emit('gesture', encodeGesture({ isLaser: isLaser.value, pointer, view }));
  };

  const unwatch = [
    viewer.onPointer((at) => {
      pointer = at;
      share(undefined);
    }),
    viewer.onView((now) => {
      view = now;
      share(undefined);
    }),
  ];
  watch(isLaser, () => share(undefined));
  socket.on('session:welcome', settle);

  onScopeDispose(() => {
    clearTimeout(rest);
    share.cancel();
    for (const stop of unwatch) stop();
    socket.off('session:welcome', settle);
  });
}
