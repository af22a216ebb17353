import type { SlideImage } from '@parfocal/shared/api';
import type { SlideFile } from './slide-file.js';

export type { SlideImage, SlideLevel } from '@parfocal/shared/api';

/** A place on the file's own tile grid. Level 0 is full resolution; plane and channel count from 0. */
export interface TileAddress {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  readonly z?: number;
  readonly channel?: number;
}

/** A baseline or progressive JPEG that any browser shows with the file's own colours. */
export interface JpegTile {
  readonly kind: 'jpeg';
  readonly bytes: Buffer;
}

/** A tile that no browser can show as it is stored: `transcodeTile` makes a JPEG of it. */
export interface RawTile {
  readonly kind: 'raw';
  /** A complete picture file of this one tile (today a TIFF) around the compressed bytes, still undecoded. */
  readonly bytes: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What a fourth band means: coverage to be laid on white, or data that is no colour. */
  readonly extraBand: 'alpha' | 'ignored';
}

export type EncodedTile = JpegTile | RawTile;

/**
 * An open slide. Label and macro images are not offered, whatever the file holds: they show who the patient is.
 *
 * Every method rejects with `SlideFileError` alone.
 */
export interface SlideReader {
  readonly image: SlideImage;
  /**
   * The tile as it is stored, edge tiles padded to full size; `undefined` where a sparse file has none.
   *
   * @throws `slide.tile-out-of-range`, `slide.tile-damaged`, `slide.gone`
   */
  tile(address: TileAddress): Promise<EncodedTile | undefined>;
  close(): Promise<void>;
}

/** One family of files. A format to come (DICOM, NDPI) implements this and joins the list in `open-slide.ts`. */
export interface SlideFormat {
  readonly name: string;
  /** Whether the file is of this family, from its first bytes (at most `PROBE_BYTES`) or by looking further. */
  probe(head: Buffer, file: SlideFile): boolean | Promise<boolean>;
  /** Takes over `file`: the reader closes it; on a refusal the caller does. */
  open(file: SlideFile): Promise<SlideReader>;
}

/** DICOM's magic lies at 128, and nothing in the list needs more. */
export const PROBE_BYTES = 512;
