import type { AssociatedPicture } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile } from '../slide-reader.js';
import { addPicture, type PictureSource } from './associated-pictures.js';
import { isBase64Jpeg, jpegOfBase64 } from './base64-jpeg.js';
import { parsePhilipsDescription, type PixelSpacing } from './philips-description.js';
import { onePlane } from './plane-stack.js';
import { pictureNamed } from './picture-title.js';
import type { PyramidLevel } from './pyramid.js';
import type { TiffDirectory } from './tiff-directory.js';
import type { TiffKind } from './tiff-kind.js';
import { TiffLimit } from './tiff-limits.js';
import { Subfile, TiffTag } from './tiff-tags.js';
import { isTiled, readTileLayout, type TileLayout } from './tile-layout.js';

const TITLE_BYTES = 64;

/**
 * Philips' export of iSyntax slides (OpenSlide's description of the format). Every level is padded to whole tiles and calls the
 * padding image, so the levels' sizes are no measure of their scale: the pixel spacings in the XML are, and true sizes are
 * those of level 0 divided. Nothing says how much of level 0 is padding.
 *
 * @returns `undefined` where the file is none
 */
export async function philips(chain: readonly TiffDirectory[], description: string): Promise<TiffKind | undefined> {
  const first = chain[0]!;
  if (!(await first.text(TiffTag.Software, TITLE_BYTES)).startsWith('Philips')) return undefined;
  const said = parsePhilipsDescription(description);
  if (!said) return undefined;
  const pictures = new Map<AssociatedPicture, PictureSource>();
  const tiled: TiffDirectory[] = [];
  for (const [i, directory] of chain.entries()) {
    if (!isTiled(directory)) await addPicture(pictures, pictureNamed(/^(label|macro)/i.exec(await directory.text(TiffTag.ImageDescription, TITLE_BYTES))?.[1]), directory);
    else if (i === 0 || ((await directory.integer(TiffTag.NewSubfileType, 0)) & Subfile.Reduced) !== 0) tiled.push(directory);
  }
  for (const kind of ['label', 'macro'] as const) {
    if (!pictures.has(kind) && isBase64Jpeg(said[kind])) pictures.set(kind, () => pictureInDescription(first, kind));
  }
  return { format: 'philips-tiff', size: said.size, origin: said.origin, pictures, ...onePlane(await levelsOf(tiled, said.spacings)) };
}

/** Read again, for the description takes megabytes and the slide stays open for hours. */
async function pictureInDescription(first: TiffDirectory, kind: 'label' | 'macro'): Promise<EncodedTile> {
  const text = parsePhilipsDescription(await first.text(TiffTag.ImageDescription, TiffLimit.descriptionBytes))?.[kind];
  if (!isBase64Jpeg(text)) throw new SlideFileError('slide.tile-damaged', 'the picture has gone from the description');
  return jpegOfBase64(text);
}

async function levelsOf(tiled: readonly TiffDirectory[], spacings: readonly PixelSpacing[]): Promise<PyramidLevel[]> {
  if (tiled.length === 0) throw new SlideFileError('slide.not-tiled', 'a Philips TIFF without tiles');
  if (tiled.length > TiffLimit.levels) throw new SlideFileError('slide.too-large', `${tiled.length} levels`);
  const levels: PyramidLevel[] = [];
  for (const [i, directory] of tiled.entries()) {
    const stored = await readTileLayout(directory);
    const base = levels[0]?.stored ?? stored;
    const downsample = i === 0 ? 1 : downsampleOf(i, spacings.length === tiled.length ? spacings : []);
    const layout = shownLayout(base, stored, downsample);
    const above = levels.at(-1);
    if (above && downsample <= above.downsample) throw new SlideFileError('slide.damaged', `level ${i} is ${downsample} times smaller, and not smaller than the one before`);
    if (layout.columns > stored.columns || layout.rows > stored.rows) throw new SlideFileError('slide.damaged', `level ${i} has fewer tiles than it needs`);
    levels.push({ directory, layout, stored, downsample });
  }
  return levels;
}

/** Whole numbers alone, so that no rounding of the XML's decimals shifts a level; halves where the XML does not fit the file. */
function downsampleOf(level: number, spacings: readonly PixelSpacing[]): number {
  const [base, own] = [spacings[0], spacings[level]];
  return base && own ? Math.round((own.x / base.x + own.y / base.y) / 2) : 2 ** level;
}

function shownLayout(base: TileLayout, { tileWidthPx, tileHeightPx }: TileLayout, downsample: number): TileLayout {
  const widthPx = Math.max(1, Math.floor(base.widthPx / downsample));
  const heightPx = Math.max(1, Math.floor(base.heightPx / downsample));
  return { widthPx, heightPx, tileWidthPx, tileHeightPx, columns: Math.ceil(widthPx / tileWidthPx), rows: Math.ceil(heightPx / tileHeightPx) };
}
