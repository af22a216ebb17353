import { SlideFileError } from '../slide-file-error.js';
import type { OmeImage, OmeTiffData } from './ome-description.js';
import { TiffLimit } from './tiff-limits.js';

/** Where OME-XML says that a plane lies. */
export interface OmePlane {
  readonly ifd: number;
  /** What the block says of the file, where it names one. */
  readonly uuid?: string;
  readonly fileName?: string;
}

/** A TiffData for every plane is usual; several times as many as there can be planes are no description. */
const MOST_ASSIGNMENTS = 100_000;

/**
 * The place of every plane at z * channels + channel, from the TiffData elements of an image (OME-TIFF specification, "The
 * TiffData element"): each counts directories from IFD on, in the order of the image's dimensions from its first plane on. Without
 * any, all directories follow each other. A plane that none mentions was never stored.
 *
 * @throws SlideFileError `slide.too-large`, or `slide.format-unsupported` for a series in time
 */
export function omePlanes({ sizeZ, sizeT, order, tiffData }: OmeImage, channels: number): (OmePlane | undefined)[] {
  // A series in time is not a slide, and its first moment alone would pass for the whole.
  if (sizeT > 1) throw new SlideFileError('slide.format-unsupported', `an OME-TIFF of ${sizeT} time points`);
  const total = sizeZ * channels;
  if (total > TiffLimit.planes) throw new SlideFileError('slide.too-large', `${sizeZ} focal planes of ${channels} channels`);
  const planes = new Array<OmePlane | undefined>(total).fill(undefined);
  const channelsFirst = order.indexOf('C') < order.indexOf('Z');
  let assigned = 0;
  for (const data of tiffData.length > 0 ? tiffData : [EVERYTHING]) {
    const first = channelsFirst ? data.firstZ * channels + data.firstC : data.firstC * sizeZ + data.firstZ;
    if (data.firstT !== 0 || !isBelow(data.firstZ, sizeZ) || !isBelow(data.firstC, channels)) continue;
    const wanted = data.planeCount ?? (data.ifd === undefined ? total : 1);
    for (let i = 0; i < wanted && first + i < total; i++) {
      if (++assigned > MOST_ASSIGNMENTS) throw new SlideFileError('slide.damaged', `planes are assigned more than ${MOST_ASSIGNMENTS} times`);
      const at = first + i;
      const [z, channel] = channelsFirst ? [Math.floor(at / channels), at % channels] : [at % sizeZ, Math.floor(at / sizeZ)];
      planes[z * channels + channel] ??= { ifd: (data.ifd ?? 0) + i, uuid: data.uuid, fileName: data.fileName };
    }
  }
  return planes;
}

const EVERYTHING: OmeTiffData = { firstZ: 0, firstC: 0, firstT: 0 };

const isBelow = (value: number, count: number): boolean => value >= 0 && value < count;
