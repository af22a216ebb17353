import { type Entry, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { SlideFileError } from '../../readers/index.js';
import { decodeName, foldedKey, isClutter, safeSegments } from './entry-name.js';

/** A file to be written. */
export interface PlannedFile {
  readonly entry: Entry;
  readonly segments: readonly string[];
}

export interface ArchivePlan {
  readonly files: readonly PlannedFile[];
  /** As declared; no entry may turn out larger. */
  readonly totalBytes: number;
}

/** An MRXS has some hundred files, a DICOM series dozens. */
const MOST_ENTRIES = 10_000;
/**
 * Slides are compressed already and hardly shrink; uncompressed ones of mostly white glass shrink a hundredfold. Deflate itself ends
 * at 1032, so what claims more overlaps its own entries.
 */
const MOST_RATIO = 200;
/** Up to here no ratio is asked: a few kilobytes of blank picture are no bomb. */
const HARMLESS_BYTES = 64 * 1024 ** 2;

/** APPNOTE.TXT 4.4.5. Deflate64, which Windows uses past 2 GB, has no decoder here. */
const STORED = 0;
const DEFLATED = 8;
/** The type bits of a Unix mode, which stands in the upper half of the external attributes. */
const UNIX_TYPE = 0xf000;
const UNIX_FOLDER = 0x4000;
const UNIX_FILE = 0x8000;

const refuse = (why: string): never => {
  throw new SlideFileError('slide.archive-refused', why);
};

/**
 * Reads the directory of an archive whole and decides what is to be written, before anything is.
 *
 * @param archive opened with `lazyEntries` and without `decodeStrings`
 * @param archiveBytes size of the archive itself
 * @throws SlideFileError `slide.archive-refused` where anything in it is not as it should be
 */
export async function planArchive(archive: ZipFile, archiveBytes: number): Promise<ArchivePlan> {
  if (archive.entryCount > MOST_ENTRIES) refuse(`${archive.entryCount} entries`);
  const files: PlannedFile[] = [];
  const names = new Names();
  let totalBytes = 0;
  let storedBytes = 0;
  for await (const entry of archive.eachEntry()) {
    const raw = entry.fileNameRaw;
    const name = decodeName(raw, entry.generalPurposeBitFlag, () => getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false));
    const segments = safeSegments(name);
    const isFolder = /[/\\]$/.test(name);
    requirePlain(entry, isFolder);
    storedBytes += entry.compressedSize;
    // The central directory and the entries' own headers take room too, so honest entries stay below.
    if (storedBytes > archiveBytes) refuse('its entries overlap');
    if (isFolder || isClutter(segments)) continue;
    names.add(segments);
    totalBytes += entry.uncompressedSize;
    if (totalBytes > HARMLESS_BYTES && totalBytes > MOST_RATIO * archiveBytes) refuse(`${totalBytes} bytes are to come out of ${archiveBytes}`);
    files.push({ entry, segments });
  }
  if (files.length === 0) refuse('no file in it');
  return { files, totalBytes };
}

function requirePlain(entry: Entry, isFolder: boolean): void {
  if (entry.isEncrypted()) refuse('an entry is encrypted');
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) refuse(`compression method ${entry.compressionMethod}`);
  const type = (entry.externalFileAttributes >>> 16) & UNIX_TYPE;
  if (type !== 0 && type !== UNIX_FILE && type !== UNIX_FOLDER) refuse('an entry is a link or a device');
  if (type === UNIX_FOLDER && !isFolder && entry.uncompressedSize > 0) refuse('a folder with content');
}

/** No two entries may be one file, and none both file and folder, whatever the file system makes of their names. */
class Names {
  private readonly files = new Set<string>();
  /** How each folder is spelt: a second spelling would be a second folder here and the same one elsewhere. */
  private readonly folders = new Map<string, string>();

  add(segments: readonly string[]): void {
    const key = foldedKey(segments);
    if (this.files.has(key) || this.folders.has(key)) refuse('two entries have one name');
    this.files.add(key);
    for (let depth = 1; depth < segments.length; depth++) {
      const above = segments.slice(0, depth);
      const folder = foldedKey(above);
      const spelt = this.folders.get(folder);
      if (this.files.has(folder) || (spelt !== undefined && spelt !== above.join('/'))) refuse('two entries have one name');
      this.folders.set(folder, above.join('/'));
    }
  }
}
