import type { SlideView } from '@parfocal/shared/geometry';
import type { ViewCause } from '../slide-viewer';

/** A view that changes by itself, frame by frame, until it has arrived or something else moves the camera. */
export interface Motion {
  readonly cause: ViewCause;
  /** Where it will end, for what is added to it on the way. */
  readonly destination?: SlideView;
  /**
   * A program's view does not end it before it was told of: a follower's program moves the view every frame, and would
   * else put out a hand's first step before anybody could hear of it.
   */
  readonly insists?: boolean;
  /** Where it will end if nothing stops it, as seen from `from`. */
  endsAt?(from: SlideView): SlideView;
  step(from: SlideView, nowMs: number): { readonly view: SlideView; readonly arrived: boolean };
}
