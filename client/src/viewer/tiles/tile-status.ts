import { Listeners } from '../listeners';
import type { Sharpness } from '../slide-viewer';
import type { FeedState } from './tile-feed';

/** Nothing is open, or nothing is known of it yet. */
export const IDLE: FeedState = { loading: false, trouble: false, visible: 0, missing: 0 };

/** Tells others how the tiles come, and only when that changes. */
export class TileStatus {
  readonly loading = new Listeners<[boolean]>();
  readonly trouble = new Listeners<['tiles' | null]>();
  readonly sharpness = new Listeners<[Sharpness]>();
  private last: FeedState = IDLE;

  readonly take = (state: FeedState): void => {
    const { last } = this;
    this.last = state;
    if (state.loading !== last.loading) this.loading.tell(state.loading);
    if (state.missing !== last.missing || state.visible !== last.visible) this.sharpness.tell({ visible: state.visible, missing: state.missing });
    if (state.trouble !== last.trouble) this.trouble.tell(state.trouble ? 'tiles' : null);
  };
}
