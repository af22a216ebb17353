import type { TiffFieldBytes } from './tiff-directory.js';

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/** The header and the one directory of a classic TIFF. What they speak of follows them. */
export interface ClassicTiffHead {
  readonly bytes: Buffer;
  /** Where a field's values lie in `bytes`. */
  valueAt(tag: number): number;
  /** Writes in the file's byte order. */
  readonly writeU32: WriteU32;
}

export type WriteU32 = (buffer: Buffer, value: number, at: number) => void;

export const u32Writer = (littleEndian: boolean): WriteU32 => (buffer, value, at) => void (littleEndian ? buffer.writeUInt32LE(value, at) : buffer.writeUInt32BE(value, at));

/** TIFF 6.0 §2. Fields may come in any order; their values are in the byte order that is asked for. */
export function layOutClassicTiff(littleEndian: boolean, unsorted: readonly (readonly [tag: number, TiffFieldBytes])[]): ClassicTiffHead {
  const writeU32 = u32Writer(littleEndian);
  const writeU16 = (buffer: Buffer, value: number, at: number): void => void (littleEndian ? buffer.writeUInt16LE(value, at) : buffer.writeUInt16BE(value, at));
  const fields = [...unsorted].sort(([a], [b]) => a - b);
  const directoryBytes = 2 + fields.length * ENTRY_BYTES + 4;
  const valueBytes = fields.reduce((sum, [, { bytes }]) => sum + (bytes.length > 4 ? even(bytes.length) : 0), 0);
  const head = Buffer.alloc(HEADER_BYTES + directoryBytes + valueBytes);
  head.write(littleEndian ? 'II' : 'MM', 0, 'latin1');
  writeU16(head, 42, 2);
  writeU32(head, HEADER_BYTES, 4);
  writeU16(head, fields.length, HEADER_BYTES);
  const valuesAt = new Map<number, number>();
  let free = HEADER_BYTES + directoryBytes;
  fields.forEach(([tag, { type, count, bytes }], i) => {
    const at = HEADER_BYTES + 2 + i * ENTRY_BYTES;
    writeU16(head, tag, at);
    writeU16(head, type, at + 2);
    writeU32(head, count, at + 4);
    const apart = bytes.length > 4;
    const valueAt = apart ? free : at + 8;
    if (apart) {
      writeU32(head, free, at + 8);
      free += even(bytes.length);
    }
    bytes.copy(head, valueAt);
    valuesAt.set(tag, valueAt);
  });
  return { bytes: head, valueAt: (tag) => valuesAt.get(tag) ?? 0, writeU32 };
}

/** TIFF wants values on word boundaries. */
const even = (length: number): number => length + (length % 2);
