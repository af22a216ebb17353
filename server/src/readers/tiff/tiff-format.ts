import type { SlideFormat } from '../slide-reader.js';
import { TiffSlideReader } from './tiff-slide-reader.js';
import { TiffSource } from './tiff-source.js';

/** TIFF and BigTIFF: Aperio SVS, Philips, OME-TIFF and plain tiled pyramids. Others of vendors are refused by name (`vendor-tiff.ts`). */
export const tiffFormat: SlideFormat = {
  name: 'tiff',
  probe: (head) => TiffSource.probe(head),
  open: (opening) => TiffSlideReader.open(opening),
};
