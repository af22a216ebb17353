import { SlideFileError } from '../slide-file-error.js';

/** What a codestream says of itself, read by us before any decoder allocates for it. */
export interface CodedShape {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bands: number;
  /** Significant bits of a sample, 1 to 16. */
  readonly precision: number;
  /** Its chroma is stored at a lower resolution; the decoder then hands out RGB. */
  readonly isSubsampled: boolean;
}

/** Far above any tile and above labels and overviews in one frame, and little enough for a decoder's memory. */
export const MOST_PIXELS = 8 * 1024 * 1024;

export const damaged = (fact: string): SlideFileError => new SlideFileError('slide.tile-damaged', fact);

export const unsupported = (fact: string): SlideFileError => new SlideFileError('slide.pixels-unsupported', fact);
