import type { SlideView } from '@parfocal/shared/geometry';
import type { PointerSample } from '../input/sample';
import { Listeners } from '../listeners';
import { bestHit, HIT_PX, TOUCH_HIT_PX } from './hit-test';
import type { MarkEntry } from './mark-entry';
import type { MarkStore } from './mark-store';

/** Which annotation is selected. A click selects; a program may too, but is not told of it. A click with Shift or Ctrl asks for one more. */
export class Selection {
  readonly selected = new Listeners<[id: string | null, isMore: boolean]>();
  private id: string | null = null;

  constructor(private readonly store: MarkStore, private readonly view: () => SlideView | undefined, private readonly onChange: () => void) {}

  get entry(): MarkEntry | undefined {
    return this.id === null ? undefined : this.store.get(this.id);
  }

  set(id: string | null): void {
    if (id === this.id) return;
    this.id = id;
    this.onChange();
  }

  click(sample: PointerSample): void {
    const id = this.under(sample)?.id ?? null;
    if (sample.shift || sample.command) {
      if (id !== null) this.selected.tell(id, true);
      return;
    }
    if (id === this.id && id !== null) return;
    this.set(id);
    this.selected.tell(id, false);
  }

  /** The annotation that a click would select. */
  under({ at, touch }: PointerSample): MarkEntry | undefined {
    const view = this.view();
    if (!view) return undefined;
    const reach = (touch ? TOUCH_HIT_PX : HIT_PX) * view.resolution;
    const near = this.store.within({ minX: at.x - reach, minY: at.y - reach, maxX: at.x + reach, maxY: at.y + reach });
    return bestHit(near, at, reach, view.resolution);
  }
}
