/** Why a file, or one tile of it, cannot be shown. Part of the protocol: the client has a sentence for each. */
export const SLIDE_FILE_ERROR_CODES = [
  /** An ordinary picture, a document, or nothing known. */
  'slide.not-a-slide',
  /** A TIFF stored in strips: there are no tiles to serve. */
  'slide.not-tiled',
  /** A slide of a kind that is known and not read. */
  'slide.format-unsupported',
  /** OpenSlide would read it, and is not installed on this server. */
  'slide.needs-openslide',
  'slide.compression-unsupported',
  /** Bit depth, sample format or colour space that cannot be shown faithfully. */
  'slide.pixels-unsupported',
  /** The file ends before what it announces, or a file of several is missing: an upload or copy that broke off. */
  'slide.truncated',
  /** The file contradicts itself. */
  'slide.damaged',
  /** Past a limit that no real slide comes near. */
  'slide.too-large',
  /** Not there, not readable, or closed. */
  'slide.gone',
  /** The store where it lies does not answer now; nothing is lost. */
  'slide.unreachable',
  /** No such level, column, row, plane or channel. */
  'slide.tile-out-of-range',
  /** This tile only; the others may be sound. */
  'slide.tile-damaged',
  /** An archive that is encrypted, broken, or made to do harm. */
  'slide.archive-refused',
  /** Several slides in one folder or archive. */
  'slide.several',
  /** A vendor's format without an open reader, and no converter is set up. */
  'slide.needs-converter',
  /** The converter failed, took too long, or made nothing that a reader opens. */
  'slide.conversion-failed',
  /** A format that cannot be cleaned of patient data with certainty. */
  'slide.cannot-deidentify',
] as const;

export type SlideFileErrorCode = (typeof SLIDE_FILE_ERROR_CODES)[number];

/**
 * Every failure of the readers, and the only error they throw on any input.
 *
 * `message` names the fact (a tag, a count, an offset) for logs; never a path, nor text taken from the file.
 */
export class SlideFileError extends Error {
  override readonly name = 'SlideFileError';

  constructor(
    readonly code: SlideFileErrorCode,
    message: string,
  ) {
    super(message);
  }
}
