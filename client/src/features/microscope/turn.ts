import { handedness, type SlideView } from '@parfocal/shared/geometry';
import type { SlideViewer } from '@/viewer';

/** How far the slide is turned for the eye, in degrees clockwise, -180 to 180: in a mirror it turns the other way. */
export function turnOf(view: Pick<SlideView, 'rotation' | 'isFlipped'>): number {
  const degrees = (handedness(view) * view.rotation * 180) / Math.PI;
  return degrees - 360 * Math.round(degrees / 360) + 0;
}

export function turnTo(viewer: SlideViewer, degrees: number): void {
  const view = viewer.view();
  if (view) viewer.rotateTo((handedness(view) * degrees * Math.PI) / 180);
}
