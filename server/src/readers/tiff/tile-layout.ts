import { SlideFileError } from '../slide-file-error.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { TiffTag } from './tiff-tags.js';

/** How one directory cuts its image into tiles. */
export interface TileLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
  readonly columns: number;
  readonly rows: number;
}

export const isTiled = (directory: TiffDirectory): boolean => directory.has(TiffTag.TileWidth) && directory.has(TiffTag.TileLength);

/** @throws SlideFileError `slide.damaged` for sizes that cannot be, `slide.too-large` for ones that no slide has */
export async function readTileLayout(directory: TiffDirectory): Promise<TileLayout> {
  const widthPx = await directory.integer(TiffTag.ImageWidth, 0);
  const heightPx = await directory.integer(TiffTag.ImageLength, 0);
  const tileWidthPx = await directory.integer(TiffTag.TileWidth, 0);
  const tileHeightPx = await directory.integer(TiffTag.TileLength, 0);
  if (widthPx < 1 || heightPx < 1) throw new SlideFileError('slide.damaged', `an image of ${widthPx} x ${heightPx} px`);
  if (tileWidthPx < 1 || tileHeightPx < 1) throw new SlideFileError('slide.damaged', `tiles of ${tileWidthPx} x ${tileHeightPx} px`);
  if (Math.max(widthPx, heightPx) > TiffLimit.sidePx) throw new SlideFileError('slide.too-large', `an image of ${widthPx} x ${heightPx} px`);
  if (Math.max(tileWidthPx, tileHeightPx) > TiffLimit.tileSidePx) {
    throw new SlideFileError('slide.too-large', `tiles of ${tileWidthPx} x ${tileHeightPx} px`);
  }
  return { widthPx, heightPx, tileWidthPx, tileHeightPx, columns: Math.ceil(widthPx / tileWidthPx), rows: Math.ceil(heightPx / tileHeightPx) };
}
