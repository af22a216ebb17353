import { fittedView, type SlideView } from '@parfocal/shared/geometry';

/** fit: all that the leader sees, at the scale that takes · scale: as large as the leader sees it, in the middle. */
export type FollowManner = 'fit' | 'scale';

export const parseManner = (raw: string | null): FollowManner => (raw === 'scale' ? 'scale' : 'fit');

/** The leader's view in one's own window. On one slide the same resolution is the same µm a screen pixel. */
export const inManner = (manner: FollowManner, view: SlideView, own: SlideView): SlideView =>
  manner === 'fit' ? fittedView(view, own) : { ...view, widthPx: own.widthPx, heightPx: own.heightPx };
