import type { EncodedTile } from '../slide-reader.js';
import type { TileLayout } from './tile-layout.js';

/** One level of one plane, however its pixels lie in the file. */
export interface PlaneLevel {
  /** The grid that tiles are asked for on. */
  readonly layout: TileLayout;
  /** Tiles or strips that the file, as long as it is, cannot hold. */
  countTilesOutside(): number;
  /** @throws SlideFileError `slide.tile-damaged` */
  tile(column: number, row: number): Promise<EncodedTile | undefined>;
}
