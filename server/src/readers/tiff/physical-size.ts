import type { TiffDirectory } from './tiff-directory.js';
import { ResolutionUnit, TiffTag } from './tiff-tags.js';

/** What a file says of its scale. Absent is unknown, and better than wrong: pathologists measure with it. */
export interface PhysicalSize {
  readonly mppX?: number;
  readonly mppY?: number;
  readonly objectivePower?: number;
}

/** From a 100x oil objective with a small pixel to a 1x overview. 72, 96, 300 or 2400 dpi of a picture lie far outside. */
const LEAST_MPP = 0.02;
const MOST_MPP = 10.5;
const MOST_POWER = 200;

/** Both directions or neither: a pixel much longer than wide is a mistake, not a scanner. */
export function believableMpp(mppX: number | undefined, mppY: number | undefined): PhysicalSize {
  if (!isBelievable(mppX) || !isBelievable(mppY) || Math.max(mppX, mppY) > 2 * Math.min(mppX, mppY)) return {};
  return { mppX, mppY };
}

export function believablePower(power: number | undefined): PhysicalSize {
  return power !== undefined && power > 0 && power <= MOST_POWER ? { objectivePower: power } : {};
}

/** TIFF's own resolution tags, where their unit is a length; the unit must be there, whatever TIFF's default is. */
export async function sizeOfResolutionTags(directory: TiffDirectory): Promise<PhysicalSize> {
  const unit = await directory.integer(TiffTag.ResolutionUnit, ResolutionUnit.None);
  const micronsPerUnit = unit === ResolutionUnit.Centimetre ? 10_000 : unit === ResolutionUnit.Inch ? 25_400 : undefined;
  if (micronsPerUnit === undefined) return {};
  const [x, y] = [await directory.rational(TiffTag.XResolution), await directory.rational(TiffTag.YResolution)];
  return x && y ? believableMpp(micronsPerUnit / x, micronsPerUnit / y) : {};
}

const isBelievable = (mpp: number | undefined): mpp is number => mpp !== undefined && mpp >= LEAST_MPP && mpp <= MOST_MPP;
