import { open } from 'node:fs/promises';
import { extname } from 'node:path';

/** What a file is, as far as it decides what is to be done with it. */
export type Kind = 'zip' | 'picture' | 'tiff' | 'dicom' | 'foreign' | 'part' | 'other';

const HEAD_BYTES = 512;

interface Mark {
  readonly kind: Kind;
  readonly at: number;
  readonly bytes: Buffer;
}

const mark = (kind: Kind, at: number, bytes: string): Mark => ({ kind, at, bytes: Buffer.from(bytes, 'latin1') });

const MARKS: readonly Mark[] = [
  mark('zip', 0, 'PK\x03\x04'),
  mark('zip', 0, 'PK\x05\x06'), // an empty one
  mark('picture', 0, '\xff\xd8\xff'),
  mark('picture', 0, '\x89PNG\r\n\x1a\n'),
  mark('tiff', 0, 'II\x2a\0'),
  mark('tiff', 0, 'MM\0\x2a'),
  mark('tiff', 0, 'II\x2b\0'),
  mark('tiff', 0, 'MM\0\x2b'),
  mark('dicom', 128, 'DICM'),
  mark('foreign', 0, '\xf1\x01\xee\xeeKFB'), // KFBio
];

/** A RIFF container of the form WEBP. Both words are asked for: text may have one of them in its place, and SVG is text. */
const isWebp = (head: Buffer): boolean => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';

/**
 * Formats of scanners whose makers have published neither a description nor a reader that may be passed on: KFBio, TEKSQRAY (SDPC and its
 * fluorescence sibling), Philips iSyntax, Unic TMAP. Their other marks are too short or not known, so the name decides.
 */
const FOREIGN = /^\.(kfb|kfbf|sdpc|dyqx|isyntax|i2syntax|tmap)$/i;

/** Files that stand for a slide together with others beside them. That of MRXS is itself a JPEG, of the thumbnail. */
const OF_SEVERAL = /^\.(mrxs|vms|vmu)$/i;

/** From the first bytes; the name only where those do not say. A slide that another reader opens is `other`. */
export async function kindOf(path: string, name: string): Promise<Kind> {
  const extension = extname(name);
  if (OF_SEVERAL.test(extension)) return 'part';
  const head = await headOf(path);
  if (isWebp(head)) return 'picture';
  const found = MARKS.find(({ at, bytes }) => head.subarray(at, at + bytes.length).equals(bytes));
  return found?.kind ?? (FOREIGN.test(extension) && head.length > 0 ? 'foreign' : 'other');
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
