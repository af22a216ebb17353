import { SlideFileError } from '../slide-file-error.js';
import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { TransferSyntax } from './transfer-syntax.js';

/** What a sample is (PS3.3 C.7.6.3). */
export interface PixelFormat {
  readonly samples: 1 | 3;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  /** PlanarConfiguration 1: all red, then all green, then all blue. */
  readonly isPlanar: boolean;
  /** What PhotometricInterpretation says; a codestream that says otherwise is right. */
  readonly colour: 'grey' | 'rgb' | 'ycc';
}

/** YBR_RCT is RGB to whoever asks: it exists within a codestream alone, which brings its colours back, and cannot be told from one that never left RGB. */
const COLOURS: Readonly<Record<string, PixelFormat['colour']>> = {
  MONOCHROME2: 'grey', RGB: 'rgb', YBR_FULL: 'ycc', YBR_FULL_422: 'ycc', YBR_PARTIAL_420: 'ycc', YBR_ICT: 'ycc', YBR_RCT: 'rgb',
};

/** @throws SlideFileError `slide.pixels-unsupported` for what cannot be shown faithfully */
export function readPixelFormat(dataSet: DicomDataSet, { packing, name }: TransferSyntax): PixelFormat {
  const samples = dataSet.integer(Tag.SamplesPerPixel) ?? 1;
  const bitsAllocated = dataSet.integer(Tag.BitsAllocated) ?? 0;
  const bitsStored = dataSet.integer(Tag.BitsStored) ?? bitsAllocated;
  const colour = COLOURS[dataSet.code(Tag.PhotometricInterpretation)];
  if (!colour) unsupported('a photometric interpretation that slides do not have');
  if ((samples !== 1 && samples !== 3) || (samples === 1) !== (colour === 'grey')) unsupported(`${samples} samples of ${colour}`);
  if (bitsAllocated !== 8 && bitsAllocated !== 16) unsupported(`${bitsAllocated} bits a sample`);
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw new SlideFileError('slide.damaged', `${bitsStored} of ${bitsAllocated} bits stored`);
  if ((dataSet.integer(Tag.HighBit) ?? bitsStored - 1) !== bitsStored - 1) unsupported('samples that do not begin at the lowest bit');
  if ((dataSet.integer(Tag.PixelRepresentation) ?? 0) !== 0) unsupported('signed samples');
  if (samples === 3 && bitsStored !== bitsAllocated) unsupported(`colours of ${bitsStored} bits`);
  if (packing === 'jpeg' && bitsAllocated !== 8) unsupported(`${name} of ${bitsStored} bits`);
  if (packing === 'native' && colour === 'ycc') unsupported('uncompressed YCbCr');
  return { samples, bitsAllocated, bitsStored, isPlanar: samples === 3 && dataSet.integer(Tag.PlanarConfiguration) === 1, colour };
}

function unsupported(what: string): never {
  throw new SlideFileError('slide.pixels-unsupported', `DICOM with ${what}`);
}
