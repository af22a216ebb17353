import type { SlidePoint, SlideView } from '../geometry/index.js';

/**
 * What a peer does right now on the slide it looks at. Never stored. Both parts are absolute, so any gesture may be
 * lost once a newer one exists; `pointer: null` says that the pointer left the slide.
 */
export interface Gesture {
  readonly pointer: SlidePoint | null;
  readonly view: SlideView | null;
}
