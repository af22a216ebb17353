import type { SlideDetail } from '@parfocal/shared/api';
import { Listeners } from '../listeners';
import { appearanceFor, DEFAULT_APPEARANCE, sameAppearance, type SlideAppearance } from './appearance';
import { readAppearance } from './read-appearance';

/** How the open slide is shown now; tells only what changed. */
export class AppearanceState {
  readonly changed = new Listeners<[SlideAppearance]>();
  private slide: SlideDetail | null = null;
  private current = DEFAULT_APPEARANCE;

  get now(): SlideAppearance {
    return this.current;
  }

  /** A slide begins as it is stored. */
  open(slide: SlideDetail | null): void {
    this.slide = slide;
    this.take(slide ? appearanceFor(slide) : DEFAULT_APPEARANCE);
  }

  /** Brought into the bounds of the open slide; without a slide nothing happens. */
  set(appearance: SlideAppearance): void {
    if (this.slide) this.take(readAppearance(appearance, this.slide));
  }

  private take(next: SlideAppearance): void {
    if (sameAppearance(next, this.current)) return;
    this.current = next;
    this.changed.tell(next);
  }
}
