import { SlideFileError } from '../slide-file-error.js';
import type { ByteWindow } from './byte-window.js';
import { Tag } from './dicom-tags.js';
import { walkElements } from './walk-elements.js';

/** What comes before the data set (PS3.10 §7.1). */
export interface FileMeta {
  /** Empty where the file does not say. */
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly dataSetAt: number;
}

const MAGIC = Buffer.from('DICM', 'latin1');
const MAGIC_AT = 128;
const META_GROUP = 0x0002;

/** A Part 10 file. Bare data sets without its preamble are in no archive that hands out slides. */
export const isDicomFile = (head: Buffer): boolean => head.subarray(MAGIC_AT, MAGIC_AT + MAGIC.length).equals(MAGIC);

/**
 * The file meta information, always explicit and little-endian. It ends with its group: its own length (0002,0000) is wrong in too many files.
 *
 * @throws SlideFileError
 */
export async function readFileMeta(window: ByteWindow): Promise<FileMeta> {
  const texts = new Map<number, string>();
  const dataSetAt = await walkElements(
    window,
    { from: MAGIC_AT + MAGIC.length, to: window.file.sizeBytes, isImplicit: false, group: META_GROUP },
    {
      meet: ({ tag }) => (tag === Tag.MediaStorageSopClassUid || tag === Tag.TransferSyntaxUid ? 'read' : 'skip'),
      read: ({ tag }, value) => texts.set(tag, uidOf(value)),
    },
  );
  const transferSyntaxUid = texts.get(Tag.TransferSyntaxUid);
  if (!transferSyntaxUid) throw new SlideFileError('slide.damaged', 'a DICOM file without a transfer syntax');
  return { sopClassUid: texts.get(Tag.MediaStorageSopClassUid) ?? '', transferSyntaxUid, dataSetAt };
}

/** Padded to an even length with one NUL (PS3.5 §9.1), or with blanks by those who do not know. */
export const uidOf = (value: Buffer): string => value.toString('latin1').replace(/[\0 ]+$/, '');
