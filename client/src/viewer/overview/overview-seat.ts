import type { SlideDetail } from '@parfocal/shared/api';
import type { SlidePoint, SlideView } from '@parfocal/shared/geometry';
import type { Unsubscribe, ViewMark } from '../slide-viewer';
import type { SlideAppearance } from '../appearance/appearance';
import { Overview } from './overview';
import { OverviewPicture, type SmallPicture } from './overview-picture';

export interface OverviewSeatOptions {
  readonly view: () => SlideView | undefined;
  readonly small: SmallPicture;
  readonly onGoTo: (centre: SlidePoint) => void;
}

/** The overviews that are mounted now, usually one or none; it remembers what the next one is to show. */
export class OverviewSeat {
  private readonly mounted = new Set<Overview>();
  private readonly picture: OverviewPicture;
  private slide: SlideDetail | null = null;
  private appearance: SlideAppearance | undefined;
  private views: readonly ViewMark[] = [];
  private layer: CanvasImageSource | null = null;

  constructor(private readonly options: OverviewSeatOptions) {
    this.picture = new OverviewPicture({ small: options.small, onChange: () => this.paint() });
  }

  mount(element: HTMLElement): Unsubscribe {
    const { view, onGoTo } = this.options;
    const overview = new Overview({ element, view, onGoTo, picture: () => this.picture.source, layer: () => this.layer });
    this.mounted.add(overview);
    if (this.mounted.size === 1 && this.appearance) this.picture.open(this.slide, this.appearance);
    overview.show(this.views);
    overview.open(this.slide);
    return () => {
      if (this.mounted.delete(overview)) overview.dispose();
    };
  }

  open(slide: SlideDetail | null, appearance: SlideAppearance): void {
    this.slide = slide;
    this.appearance = appearance;
    this.views = [];
    this.layer = null;
    if (this.mounted.size > 0) this.picture.open(slide, appearance);
    for (const overview of this.mounted) {
      overview.show([]);
      overview.open(slide);
    }
  }

  wear(appearance: SlideAppearance): void {
    this.appearance = appearance;
    if (this.mounted.size > 0) this.picture.wear(appearance);
  }

  show(views: readonly ViewMark[]): void {
    this.views = views;
    for (const overview of this.mounted) overview.show(views);
  }

  lay(layer: CanvasImageSource | null): void {
    this.layer = layer;
    this.paint();
  }

  paint(): void {
    for (const overview of this.mounted) overview.paint();
  }

  dispose(): void {
    for (const overview of this.mounted) overview.dispose();
    this.mounted.clear();
    this.picture.dispose();
  }
}
