import { Listeners } from '../listeners';
import type { FeedState } from './tile-feed';

/** Tells others how the tiles come, and only when that changes. */
export class TileStatus {
  readonly loading = new Listeners<[boolean]>();
  readonly trouble = new Listeners<['tiles' | null]>();
  private last: FeedState = { loading: false, trouble: false };

  readonly take = (state: FeedState): void => {
    const { last } = this;
    this.last = state;
    if (state.loading !== last.loading) this.loading.tell(state.loading);
    if (state.trouble !== last.trouble) this.trouble.tell(state.trouble ? 'tiles' : null);
  };
}
