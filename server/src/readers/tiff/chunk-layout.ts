import { SlideFileError } from '../slide-file-error.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { TiffTag } from './tiff-tags.js';
import { readStripIndex, readTileIndex, type TileIndex } from './tile-index.js';
import { isTiled, readTileLayout } from './tile-layout.js';
import type { PictureCut } from './wrapped-tiff.js';

/** How one directory cuts a whole picture into strips or tiles. */
export interface ChunkLayout extends PictureCut {
  readIndex(): Promise<TileIndex>;
}

/** @throws SlideFileError `slide.damaged`, `slide.too-large` */
export async function readChunkLayout(directory: TiffDirectory, planes: number): Promise<ChunkLayout> {
  if (isTiled(directory)) {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx, columns, rows } = await readTileLayout(directory);
    const chunks = limited(columns * rows * planes);
    return { widthPx, heightPx, tile: { widthPx: tileWidthPx, heightPx: tileHeightPx }, chunks, readIndex: () => readTileIndex(directory, chunks) };
  }
  const widthPx = await directory.integer(TiffTag.ImageWidth, 0);
  const heightPx = await directory.integer(TiffTag.ImageLength, 0);
  // One strip for all, where it is not said (TIFF 6.0 §3).
  const rowsPerStrip = Math.min(await directory.integer(TiffTag.RowsPerStrip, heightPx), heightPx);
  if (widthPx < 1 || heightPx < 1 || rowsPerStrip < 1) throw new SlideFileError('slide.damaged', `${widthPx} x ${heightPx} px in strips of ${rowsPerStrip} rows`);
  if (Math.max(widthPx, heightPx) > TiffLimit.sidePx) throw new SlideFileError('slide.too-large', `an image of ${widthPx} x ${heightPx} px`);
  const chunks = limited(Math.ceil(heightPx / rowsPerStrip) * planes);
  return { widthPx, heightPx, rowsPerStrip, chunks, readIndex: () => readStripIndex(directory, chunks) };
}

function limited(chunks: number): number {
  if (chunks > TiffLimit.pictureChunks) throw new SlideFileError('slide.too-large', `a picture in ${chunks} pieces`);
  return chunks;
}
