import { SlideFileError } from '../slide-file-error.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { Subfile, TiffTag } from './tiff-tags.js';
import { isTiled, readTileLayout, type TileLayout } from './tile-layout.js';

export interface PyramidLevel {
  readonly directory: TiffDirectory;
  readonly layout: TileLayout;
}

interface Candidate extends PyramidLevel {
  readonly isReduced: boolean;
}

/** Levels are rounded up or down, and some scanners round at every halving. */
const ROUNDING_PX = 1.5;

/** Scanners put the label, the overview with the label on it, and a thumbnail into the same file, and say so here. */
const ASSOCIATED = /^\s*(label|macro|thumbnail|overview)\b/im;
const TITLE_BYTES = 256;

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
  const levels: PyramidLevel[] = [base];
  for (const candidate of rest) {
    const above = levels[levels.length - 1]!.layout;
    const smaller = candidate.layout.widthPx < above.widthPx && candidate.layout.heightPx < above.heightPx;
    if (smaller && isSamePicture(base.layout, candidate)) levels.push(candidate);
  }
  if (levels.length > TiffLimit.levels) throw new SlideFileError('slide.too-large', `${levels.length} levels`);
  return levels;
}

async function readCandidate(directory: TiffDirectory): Promise<Candidate | undefined> {
  const subfile = await directory.integer(TiffTag.NewSubfileType, 0);
  // A mask is no picture; Aperio marks its macro image with 9, a value that TIFF does not know.
  if ((subfile & ~Subfile.Reduced) !== 0) return undefined;
  if (ASSOCIATED.test(await directory.text(TiffTag.ImageDescription, TITLE_BYTES))) return undefined;
  return { directory, layout: await readTileLayout(directory), isReduced: subfile === Subfile.Reduced };
}

/** The same proportions, and either marked as a reduced copy or smaller by a whole number. */
function isSamePicture(base: TileLayout, { layout, isReduced }: Candidate): boolean {
  const downsample = downsampleOf(base, layout);
  const fits = Math.abs(base.widthPx / downsample - layout.widthPx) <= ROUNDING_PX && Math.abs(base.heightPx / downsample - layout.heightPx) <= ROUNDING_PX;
  const whole = Math.round(downsample);
  const isWhole = Math.abs(base.widthPx / whole - layout.widthPx) <= ROUNDING_PX && Math.abs(base.heightPx / whole - layout.heightPx) <= ROUNDING_PX;
  return fits && (isReduced || isWhole);
}

/**
 * Level-0 pixels per pixel of a level: the mean of both directions (as OpenSlide has it), for rounding hurts each
 * differently; a whole number where one explains both sizes, so that level 5 is 32 and not 32.03.
 */
export function downsampleOf(base: TileLayout, level: TileLayout): number {
  const mean = (base.widthPx / level.widthPx + base.heightPx / level.heightPx) / 2;
  const whole = Math.round(mean);
  const explains = (full: number, reduced: number): boolean => Math.abs(full / whole - reduced) < 1;
  return explains(base.widthPx, level.widthPx) && explains(base.heightPx, level.heightPx) ? Math.max(1, whole) : Math.max(1, mean);
}
