import type { SlideFormat } from '../slide-reader.js';
import { TiffSlideReader } from './tiff-slide-reader.js';
import { TiffSource } from './tiff-source.js';

/** TIFF and BigTIFF: Aperio SVS, OME-TIFF and plain tiled pyramids. */
export const tiffFormat: SlideFormat = {
  name: 'tiff',
  probe: (head) => TiffSource.probe(head),
  open: async ({ file }) => TiffSlideReader.open(await TiffSource.open(file)),
};
