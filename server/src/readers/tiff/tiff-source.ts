import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import type { SlideFiles } from '../slide-files.js';
import { TYPE_BYTES } from './tiff-tags.js';

/** A TIFF file with its byte order and the width of its offsets: what every read of it depends on. */
export class TiffSource {
  private constructor(
    readonly file: SlideFile,
    readonly littleEndian: boolean,
    readonly isBig: boolean,
    readonly firstDirectoryAt: number,
  ) {}

  /** TIFF 6.0 §2, and the BigTIFF header of libtiff. */
  static probe(head: Buffer): boolean {
    const order = head.toString('latin1', 0, 2);
    if (head.length < 4 || (order !== 'II' && order !== 'MM')) return false;
    const version = order === 'II' ? head.readUInt16LE(2) : head.readUInt16BE(2);
    return version === 42 || version === 43;
  }

  static async open(file: SlideFile): Promise<TiffSource> {
    const start = await file.read(0, 8);
    const littleEndian = start[0] === 0x49;
    const u16 = (bytes: Buffer, at: number): number => (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
    if (u16(start, 2) === 42) {
      return new TiffSource(file, littleEndian, false, littleEndian ? start.readUInt32LE(4) : start.readUInt32BE(4));
    }
    if (u16(start, 4) !== 8 || u16(start, 6) !== 0) throw new SlideFileError('slide.damaged', 'a BigTIFF header with offsets that are not 8 bytes');
    const source = new TiffSource(file, littleEndian, true, 0);
    return new TiffSource(file, littleEndian, true, source.u64(await file.read(8, 8), 0));
  }

  /** @throws SlideFileError also where the file is no TIFF */
  static async openNamed(files: SlideFiles, name: string): Promise<TiffSource> {
    const file = await files.open(name);
    try {
      if (!TiffSource.probe(await file.read(0, Math.min(4, file.sizeBytes)))) throw new SlideFileError('slide.damaged', 'a file of the slide is no TIFF');
      return await TiffSource.open(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  u16(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  }

  u32(bytes: Buffer, at: number): number {
    return this.littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  }

  /** Past 2^53 it is inexact, but so far past the end of any file that the check against its size still holds. */
  u64(bytes: Buffer, at: number): number {
    return Number(this.littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  }

  /** An offset or a count as wide as this kind of TIFF has them. */
  word(bytes: Buffer, at: number): number {
    return this.isBig ? this.u64(bytes, at) : this.u32(bytes, at);
  }

  /** An unsigned integer of a field type; 1-byte types included. */
  integer(bytes: Buffer, at: number, type: number): number {
    const size = TYPE_BYTES.get(type);
    if (size === 1) return bytes.readUInt8(at);
    if (size === 2) return this.u16(bytes, at);
    return size === 4 ? this.u32(bytes, at) : this.u64(bytes, at);
  }
}
