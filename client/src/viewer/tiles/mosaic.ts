import type { SlideLevel } from '@parfocal/shared/api';
import type { TileLook } from './tile-look';
import type { TilePictures } from './tile-pictures';

/** A whole slide in one small picture has at most so many pixels a side. */
const MOST_PX = 1024;

/** The index of the finest level that makes a small picture, if any is as small as that. */
export function mosaicLevel(levels: readonly SlideLevel[]): number | undefined {
  const level = levels.findIndex(({ widthPx, heightPx }) => Math.max(widthPx, heightPx) <= MOST_PX);
  return level < 0 ? undefined : level;
}

/**
 * All of a slide as a look has it, from the tiles of a small level; nothing where the file has none. Rejects as
 * `TilePictures.picture` does.
 */
export async function mosaic(pictures: TilePictures, levels: readonly SlideLevel[], look: TileLook, signal: AbortSignal): Promise<HTMLCanvasElement | undefined> {
  const index = mosaicLevel(levels);
  const level = index === undefined ? undefined : levels[index];
  if (index === undefined || !level) return undefined;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [level.widthPx, level.heightPx];
  const context = canvas.getContext('2d');
  for (let row = 0; row < level.rows; row++) {
    for (let column = 0; column < level.columns; column++) {
      const picture = await pictures.picture({ level: index, column, row }, look, signal);
      context?.drawImage(picture, column * level.tileWidthPx, row * level.tileHeightPx, level.tileWidthPx, level.tileHeightPx);
      if (picture instanceof ImageBitmap) picture.close();
    }
  }
  return canvas;
}
