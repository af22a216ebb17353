import { SlideFileError, type SlideFileErrorCode } from './slide-file-error.js';

interface KnownFile {
  readonly what: string;
  readonly code: SlideFileErrorCode;
  readonly at: number;
  readonly magic: Buffer;
}

const known = (what: string, code: SlideFileErrorCode, at: number, magic: string): KnownFile => ({ what, code, at, magic: Buffer.from(magic, 'latin1') });

/** What people try to upload beside slides: naming it helps more than "unknown file". */
const KNOWN_FILES: readonly KnownFile[] = [
  known('a PNG picture', 'slide.not-a-slide', 0, '\x89PNG'),
  known('a JPEG picture', 'slide.not-a-slide', 0, '\xff\xd8\xff'),
  known('a GIF picture', 'slide.not-a-slide', 0, 'GIF8'),
  known('a BMP picture', 'slide.not-a-slide', 0, 'BM'),
  known('a WebP picture', 'slide.not-a-slide', 8, 'WEBP'),
  known('a PDF document', 'slide.not-a-slide', 0, '%PDF'),
  known('a ZIP archive: unpack it and choose the slide inside', 'slide.not-a-slide', 0, 'PK\x03\x04'),
  known('a JPEG 2000 picture', 'slide.format-unsupported', 4, 'jP  \r\n\x87\n'),
];

/** Says what a file is that no format wanted. */
export function refuseKnownFile(head: Buffer): never {
  if (head.length === 0) throw new SlideFileError('slide.not-a-slide', 'an empty file');
  const found = KNOWN_FILES.find(({ at, magic }) => head.subarray(at, at + magic.length).equals(magic));
  throw new SlideFileError(found?.code ?? 'slide.not-a-slide', found?.what ?? 'not a file of any known slide format');
}
