import type { SlideLevel } from '@parfocal/shared/api';
import ImageTileSource from 'ol/source/ImageTile.js';
import { SLIDE_PROJECTION } from './projection';
import { addressOf, tileGridOf } from './tile-grid';
import type { TileLook } from './tile-look';
import type { TilePicture } from './tile-picture';
import { coarserSuffices, type TileAddress } from './tile-plan';

/** One tile as one look has it. */
export interface WantedTile extends TileAddress {
  readonly look: TileLook;
}

/**
 * A slide's tiles for OpenLayers, which keeps those of earlier looks and shows them until the new ones are there. A tile
 * is made with the loader of its own look: it may be loaded only after the look has changed again.
 */
export class SlideTileSource extends ImageTileSource {
  constructor(private readonly levels: readonly SlideLevel[], private readonly request: (tile: WantedTile) => Promise<TilePicture>, look: TileLook) {
    super({
      loader: () => Promise.reject(new Error('no look yet')),
      tileGrid: tileGridOf(levels),
      projection: SLIDE_PROJECTION,
      wrapX: false,
      transition: 0,
      interpolate: true,
      zDirection: (resolution, coarser, finer) => (coarserSuffices(resolution / devicePixelRatio, coarser, finer) ? 1 : -1),
    });
    this.show(look);
  }

  show(look: TileLook): void {
    this.setLoader((z, x, y) => this.request({ ...addressOf(this.levels, z, x, y), look }));
    this.setKey(look.key);
  }
}
