import { SlideFileError } from '../slide-file-error.js';
import { FlatPlaneLevel } from './flat-plane-level.js';
import type { PlaneLevel } from './plane-level.js';
import type { PlaneStack, StoredPlane } from './plane-stack.js';
import { RecentPlanes } from './recent-planes.js';
import type { SampleMeaning } from './sample-meaning.js';
import { TiffLevel } from './tiff-level.js';
import { TiffLimit } from './tiff-limits.js';

/** One bad tile is a bad tile; more than this share outside the file, and the rest of it is missing. */
const TRUNCATED_SHARE = 0.01;

/**
 * Every level of every plane, at z * channels + channel, ready to hand out tiles.
 *
 * @throws SlideFileError `slide.too-large` for more tiles than any slide has, `slide.truncated` where many lie past the end
 */
export async function openPlanes({ planes, measured }: PlaneStack, isAperio: boolean): Promise<(PlaneLevel[] | undefined)[]> {
  const tiles = planes.reduce((sum, plane) => sum + tilesOf(plane), 0);
  if (tiles > TiffLimit.tiles) throw new SlideFileError('slide.too-large', `${tiles} tiles`);
  const recent = new RecentPlanes();
  const meaning: SampleMeaning = { maxSample: measured?.maxSample, isAperio };
  const opened: (PlaneLevel[] | undefined)[] = [];
  let outside = 0;
  for (const plane of planes) {
    const levels = plane && (await openPlane(plane, meaning, recent));
    for (const level of levels ?? []) outside += level.countTilesOutside();
    opened.push(levels);
  }
  // An upload that broke off mostly keeps its directories at the front and loses tiles at the back.
  if (outside > 1 && outside > tiles * TRUNCATED_SHARE) throw new SlideFileError('slide.truncated', `${outside} of ${tiles} tiles lie past the end of the file`);
  return opened;
}

async function openPlane({ levels, flat }: StoredPlane, meaning: SampleMeaning, recent: RecentPlanes): Promise<PlaneLevel[]> {
  if (flat) return [await FlatPlaneLevel.open(flat, recent, meaning.maxSample)];
  const opened: PlaneLevel[] = [];
  for (const level of levels) opened.push(await TiffLevel.open(level, meaning));
  return opened;
}

const tilesOf = (plane: StoredPlane | undefined): number =>
  plane?.flat ? plane.flat.chunks.chunks : (plane?.levels.reduce((sum, { stored }) => sum + stored.columns * stored.rows, 0) ?? 0);
