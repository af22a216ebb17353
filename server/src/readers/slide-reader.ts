import type { AssociatedPicture, SlideImage, SlideOrigin, TilePlace } from '@parfocal/shared/api';
import type { SlideFile } from './slide-file.js';
import type { SlideFiles } from './slide-files.js';

export type { AssociatedPicture, SlideImage, SlideLevel, SlideOrigin } from '@parfocal/shared/api';

export type TileAddress = TilePlace;

/** A baseline or progressive JPEG that any browser shows with the file's own colours. */
export interface JpegTile {
  readonly kind: 'jpeg';
  readonly bytes: Buffer;
}

interface Decoding {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Present where the tile holds samples of one channel: `transcodeTile` then keeps every value (see `SlideImage.channelStyles`). */
  readonly maxSample?: number;
}

/** A tile that no browser can show as it is stored: `transcodeTile` makes a picture of it. */
export interface RawTile extends Decoding {
  readonly kind: 'raw';
  /** A complete picture file of this one tile that libvips reads (today a TIFF) around the compressed bytes, still undecoded. */
  readonly bytes: Buffer;
  /** What a fourth band means: coverage to be laid on white, or data that is no colour. */
  readonly extraBand: 'alpha' | 'ignored';
}

/** A tile in a code that libvips does not know; decoded in worker threads. */
export interface CodedTile extends Decoding {
  readonly kind: 'coded';
  readonly codec: 'jpeg2000' | 'jpeg-ls' | 'dicom-rle';
  readonly bytes: Buffer;
  /** What the decoded bands are; `ycc` where the codestream does not bring them to RGB itself (Aperio 33003, DICOM YBR_FULL). */
  readonly colour: 'grey' | 'rgb' | 'ycc';
  /** Of a sample as stored in an RLE frame, which does not say. */
  readonly bitsPerSample: 8 | 16;
}

/** Decoded pixels, interleaved, row by row; samples of 16 bits little-endian. */
export interface PixelTile extends Decoding {
  readonly kind: 'pixels';
  readonly pixels: Buffer;
  readonly bands: 1 | 3 | 4;
  readonly bitsPerSample: 8 | 16;
  readonly extraBand: 'alpha' | 'ignored';
}

export type EncodedTile = JpegTile | RawTile | CodedTile | PixelTile;

/**
 * An open slide.
 *
 * Every method rejects with `SlideFileError` alone.
 */
export interface SlideReader {
  readonly image: SlideImage;
  readonly origin: SlideOrigin;
  /** Pictures beside the slide that the file holds. Label and macro show who the patient is: whoever serves them asks first whether it may. */
  readonly associated: readonly AssociatedPicture[];
  /**
   * The tile as it is stored, edge tiles padded to full size; `undefined` where a sparse file has none.
   *
   * @throws `slide.tile-out-of-range`, `slide.tile-damaged`, `slide.gone`
   */
  tile(address: TileAddress): Promise<EncodedTile | undefined>;
  /** One of `associated`; `undefined` for another. */
  picture(kind: AssociatedPicture): Promise<EncodedTile | undefined>;
  /** The ICC profile of the slide's colours, where `image.hasColourProfile`. */
  colourProfile(): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** What a format is given to look at. */
export interface Opening {
  /** The file it recognised, open. The reader closes it; on a refusal the caller does. */
  readonly file: SlideFile;
  readonly name: string;
  /** All files of the slide, `name` among them. */
  readonly files: SlideFiles;
}

/** One family of files. A format to come implements this and joins the list in `open-slide.ts`. */
export interface SlideFormat {
  readonly name: string;
  /** Whether the file is of this family, from its first bytes (at most `PROBE_BYTES`), its name, or by looking further. */
  probe(head: Buffer, opening: Opening): boolean | Promise<boolean>;
  open(opening: Opening): Promise<SlideReader>;
}

/** DICOM's magic lies at 128, and nothing in the list needs more. */
export const PROBE_BYTES = 512;
