import type { Similarity } from '@parfocal/shared/geometry';
import type { SlideViewer } from '@/viewer';
import type { PlacedSlide } from './relations';

/** A pane with a slide on it. */
export interface LinkedPane {
  readonly key: number;
  readonly viewer: SlideViewer;
  readonly slide: PlacedSlide;
}

/** The way from the slide of the session's pane to that of another; `SAME_PLACE` for the session's own. */
export type RelationTo = (pane: LinkedPane) => Similarity | undefined;
