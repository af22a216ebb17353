import { type ScreenSize, type SlidePoint, type SlideView, viewCorners } from '@parfocal/shared/geometry';
import type { ScreenPoint } from '../camera/screen';
import type { ViewMark } from '../slide-viewer';

/** A window's box gets no smaller than this on the overview, in CSS pixels, however close one looks. */
const SMALLEST_BOX_PX = 9;

/** Where the whole slide lies in a small picture: CSS pixels, aspect kept, in the middle. */
export interface OverviewPlan extends ScreenPoint {
  /** CSS pixels a level-0 pixel. */
  readonly scale: number;
}

export function overviewPlan(slide: ScreenSize, room: ScreenSize): OverviewPlan {
  const scale = Math.min(room.widthPx / slide.widthPx, room.heightPx / slide.heightPx);
  return { scale, xPx: (room.widthPx - slide.widthPx * scale) / 2, yPx: (room.heightPx - slide.heightPx * scale) / 2 };
}

export const onOverview = (plan: OverviewPlan, { x, y }: SlidePoint): ScreenPoint => ({ xPx: plan.xPx + x * plan.scale, yPx: plan.yPx + y * plan.scale });

export const fromOverview = (plan: OverviewPlan, { xPx, yPx }: ScreenPoint): SlidePoint => ({ x: (xPx - plan.xPx) / plan.scale, y: (yPx - plan.yPx) / plan.scale });

/** The corners of a window on the overview, turned as the window is, and large enough to be seen. */
export function windowOnOverview(plan: OverviewPlan, view: SlideView): ScreenPoint[] {
  const shortestPx = Math.min(view.widthPx, view.heightPx) * view.resolution * plan.scale;
  const grown = { ...view, resolution: view.resolution * Math.max(1, SMALLEST_BOX_PX / shortestPx) };
  return viewCorners(grown).map((corner) => onOverview(plan, corner));
}

/** Whether the colleagues' boxes of two moments are the same picture. */
export function sameWindows(a: readonly ViewMark[], b: readonly ViewMark[]): boolean {
  const [before, after] = [a, b].map((views) => views.filter(({ own }) => !own)) as [ViewMark[], ViewMark[]];
  return before.length === after.length && before.every((mark, i) => {
    const other = after[i]!;
    return mark.key === other.key && mark.colour === other.colour && sameView(mark.view, other.view);
  });
}

const sameView = (a: SlideView, b: SlideView): boolean =>
  a === b || (a.x === b.x && a.y === b.y && a.resolution === b.resolution && a.rotation === b.rotation && a.widthPx === b.widthPx && a.heightPx === b.heightPx);
