import type { SlideDetail } from '@parfocal/shared/api';
import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import type { Unsubscribe, ViewMark } from '../slide-viewer';
import { Overview } from './overview';

/** The overviews that are mounted now, usually one or none; it remembers what the next one is to show. */
export class OverviewSeat {
  private readonly mounted = new Set<Overview>();
  private slide: SlideDetail | null = null;
  private views: readonly ViewMark[] = [];

  constructor(private readonly view: () => SlideView | undefined, private readonly onGoTo: (centre: SlidePoint) => void) {}

  mount(element: HTMLElement): Unsubscribe {
    const overview = new Overview({ element, view: this.view, onGoTo: this.onGoTo });
    this.mounted.add(overview);
    overview.show(this.views);
    overview.open(this.slide);
    return () => {
      if (this.mounted.delete(overview)) overview.dispose();
    };
  }

  open(slide: SlideDetail | null): void {
    this.slide = slide;
    this.views = [];
    for (const overview of this.mounted) {
      overview.show([]);
      overview.open(slide);
    }
  }

  show(views: readonly ViewMark[]): void {
    this.views = views;
    for (const overview of this.mounted) overview.show(views);
  }

  paint(): void {
    for (const overview of this.mounted) overview.paint();
  }

  dispose(): void {
    for (const overview of this.mounted) overview.dispose();
    this.mounted.clear();
  }
}
