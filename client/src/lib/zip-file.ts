export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly content: Blob;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** Entries and bytes that a ZIP of the first kind can hold. */
const MOST_ENTRIES = 65_535;
const MOST_BYTES = 0xffff_ffff;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255]!;
  return ~crc >>> 0;
}

/** Fields of 2 and 4 bytes, little-endian, as APPNOTE.TXT of the ZIP format lists them. */
function record(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** Midnight of 1 January 1980, the first date a ZIP knows: when it was made is nobody's business. */
const TIME_AND_DATE = [[2, 0], [2, 0x21]] as const;

/**
 * Several files as one, stored as they are. What a browser saves at once is then one file, and asks one question.
 *
 * @throws RangeError where a ZIP of the first kind (4 GiB, 65,535 files) is too small
 */
export async function zipFile(entries: readonly ZipEntry[]): Promise<Blob> {
  if (entries.length > MOST_ENTRIES) throw new RangeError('too many files for a ZIP');
  const pieces: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let [at, directoryBytes] = [0, 0];
  for (const { name, content } of entries) {
    const title = new TextEncoder().encode(name);
    const crc = crc32(new Uint8Array(await content.arrayBuffer()));
    const facts = [[2, FLAGS], [2, 0], ...TIME_AND_DATE, [4, crc], [4, content.size], [4, content.size], [2, title.length]] as const;
    const central = record([[4, CENTRAL], [2, VERSION], [2, VERSION], ...facts, [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]);
    const local = record([[4, LOCAL], [2, VERSION], ...facts, [2, 0]]);
    pieces.push(local, title, content);
    directory.push(central, title);
    at += local.length + title.length + content.size;
    directoryBytes += central.length + title.length;
    if (at > MOST_BYTES) throw new RangeError('too large for a ZIP');
  }
  const end = record([[4, END], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, directoryBytes], [4, at], [2, 0]]);
  return new Blob([...pieces, ...directory, end], { type: 'application/zip' });
}
