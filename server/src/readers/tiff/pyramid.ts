import { downsampleOf } from '../downsample.js';
import { SlideFileError } from '../slide-file-error.js';
import { pictureTitle } from './picture-title.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { Subfile, TiffTag } from './tiff-tags.js';
import { isTiled, readTileLayout, type TileLayout } from './tile-layout.js';

export interface PyramidLevel {
  readonly directory: TiffDirectory;
  /** The grid that is shown. */
  readonly layout: TileLayout;
  /** The grid that is stored: larger where a file counts padding as image, else the same. */
  readonly stored: TileLayout;
  /** Level-0 pixels per pixel of this level. */
  readonly downsample: number;
}

interface Candidate {
  readonly directory: TiffDirectory;
  readonly layout: TileLayout;
  readonly isReduced: boolean;
}

/** Levels are rounded up or down, and some scanners round at every halving. */
const ROUNDING_PX = 1.5;

/**
 * The levels of one image among tiled directories: the largest, and whatever is the same picture made smaller.
 *
 * @throws SlideFileError `slide.not-tiled` where no directory has tiles
 */
export async function choosePyramid(directories: readonly TiffDirectory[]): Promise<PyramidLevel[]> {
  const candidates: Candidate[] = [];
  for (const directory of directories) {
    const candidate = isTiled(directory) ? await readCandidate(directory) : undefined;
    if (candidate) candidates.push(candidate);
  }
  candidates.sort((a, b) => b.layout.widthPx * b.layout.heightPx - a.layout.widthPx * a.layout.heightPx);
  const [base, ...rest] = candidates;
  if (!base) throw new SlideFileError('slide.not-tiled', 'no directory is stored in tiles');
  const levels: Candidate[] = [base];
  for (const candidate of rest) {
    const above = levels[levels.length - 1]!.layout;
    const smaller = candidate.layout.widthPx < above.widthPx && candidate.layout.heightPx < above.heightPx;
    if (smaller && isSamePicture(base.layout, candidate)) levels.push(candidate);
  }
  if (levels.length > TiffLimit.levels) throw new SlideFileError('slide.too-large', `${levels.length} levels`);
  return levels.map(({ directory, layout }) => ({ directory, layout, stored: layout, downsample: downsampleOf(base.layout, layout) }));
}

async function readCandidate(directory: TiffDirectory): Promise<Candidate | undefined> {
  const subfile = await directory.integer(TiffTag.NewSubfileType, 0);
  // A mask is no picture; Aperio marks its macro image with 9, a value that TIFF does not know.
  if ((subfile & ~(Subfile.Reduced | Subfile.Page)) !== 0) return undefined;
  if ((await pictureTitle(directory)) !== undefined) return undefined;
  return { directory, layout: await readTileLayout(directory), isReduced: (subfile & Subfile.Reduced) !== 0 };
}

/** The same proportions, and either marked as a reduced copy or smaller by a whole number. */
function isSamePicture(base: TileLayout, { layout, isReduced }: Candidate): boolean {
  const downsample = downsampleOf(base, layout);
  const fits = Math.abs(base.widthPx / downsample - layout.widthPx) <= ROUNDING_PX && Math.abs(base.heightPx / downsample - layout.heightPx) <= ROUNDING_PX;
  const whole = Math.round(downsample);
  const isWhole = Math.abs(base.widthPx / whole - layout.widthPx) <= ROUNDING_PX && Math.abs(base.heightPx / whole - layout.heightPx) <= ROUNDING_PX;
  return fits && (isReduced || isWhole);
}
