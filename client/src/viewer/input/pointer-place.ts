import type { ScreenSize, SlidePoint, SlideView } from '@parfocal/shared/geometry';
import { type ScreenPoint, toSlide } from '../camera/screen';
import { Listeners } from '../listeners';

/** Where on the slide the person points: told when the pointer moves, and when the slide moves under it. */
export class PointerPlace {
  readonly moved = new Listeners<[at: SlidePoint | null]>();
  private place: ScreenPoint | null = null;
  private told: SlidePoint | null = null;

  move(place: ScreenPoint | null, view: SlideView | undefined, slide: ScreenSize | undefined): void {
    this.place = place;
    this.look(view, slide);
  }

  look(view: SlideView | undefined, slide: ScreenSize | undefined): void {
    const at = this.place && view && slide ? toSlide(view, this.place) : null;
    const next = at && slide && at.x >= 0 && at.y >= 0 && at.x <= slide.widthPx && at.y <= slide.heightPx ? at : null;
    if (next === this.told || (next && this.told && next.x === this.told.x && next.y === this.told.y)) return;
    this.told = next;
    this.moved.tell(next);
  }
}
