import type { SlidePoint, SlideView } from '../geometry/index.js';

/** Where a view is on its way to, in the window of that view. */
export type ViewTarget = Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>;

/**
 * What a peer does right now on the slide it looks at. Never stored. Both parts are absolute, so any gesture may be
 * lost once a newer one exists; `pointer: null` says that the pointer left the slide.
 */
export interface Gesture {
  readonly pointer: SlidePoint | null;
  readonly view: SlideView | null;
  /** Where the view will come to rest, while it is on its way to a known end; only with a view. */
  readonly target?: ViewTarget;
  /** The pointer is a laser that leaves a trail; only with a pointer, and left out where it is none. */
  readonly isLaser?: boolean;
}
