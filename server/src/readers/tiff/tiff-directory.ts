import { SlideFileError } from '../slide-file-error.js';
import type { TiffSource } from './tiff-source.js';
import { TiffType, TYPE_BYTES } from './tiff-tags.js';

/** Where a field's values lie. They are read when asked for, and only as many as the asker allows. */
export interface TiffField {
  readonly type: number;
  readonly count: number;
  /** Values of at most 4 (BigTIFF: 8) bytes are kept in the directory itself. */
  readonly inline?: Buffer;
  readonly at: number;
}

/** A field's values as they are stored, in the file's byte order. */
export interface TiffFieldBytes {
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

const INTEGER_TYPES: ReadonlySet<number> = new Set([TiffType.Byte, TiffType.Short, TiffType.Long, TiffType.Ifd, TiffType.Long8, TiffType.Ifd8]);

/** One image file directory: the fields that the reader knows, and the directories hung below it. */
export class TiffDirectory {
  readonly children: TiffDirectory[] = [];

  constructor(
    readonly source: TiffSource,
    private readonly fields: ReadonlyMap<number, TiffField>,
  ) {}

  has(tag: number): boolean {
    return this.fields.has(tag);
  }

  field(tag: number): TiffField | undefined {
    return this.fields.get(tag);
  }

  /** The first value of an integer field; `fallback` where it is missing (TIFF's own default, mostly). */
  async integer(tag: number, fallback: number): Promise<number> {
    const field = this.fields.get(tag);
    if (!field || field.count === 0) return fallback;
    return (await this.integersOf(tag, { ...field, count: 1 }))[0] ?? fallback;
  }

  /** @throws `slide.damaged` where there are more than `most`, or the field is no integer one */
  async integers(tag: number, most: number): Promise<number[]> {
    const field = this.fields.get(tag);
    if (!field) return [];
    if (field.count > most) throw new SlideFileError('slide.damaged', `tag ${tag} claims ${field.count} values, at most ${most} make sense`);
    return this.integersOf(tag, field);
  }

  /** A rational as a number; `undefined` where it is missing, of another type, or divides by nothing. */
  async rational(tag: number): Promise<number | undefined> {
    const field = this.fields.get(tag);
    if (field?.type !== TiffType.Rational || field.count === 0) return undefined;
    const bytes = await this.valueBytes({ ...field, count: 1 });
    const value = this.source.u32(bytes, 0) / this.source.u32(bytes, 4);
    return Number.isFinite(value) ? value : undefined;
  }

  /** Text up to its first NUL, read as UTF-8; at most `mostBytes` of it. */
  async text(tag: number, mostBytes: number): Promise<string> {
    const field = this.fields.get(tag);
    if (!field || TYPE_BYTES.get(field.type) !== 1) return '';
    const bytes = await this.valueBytes(field.inline ? field : { ...field, count: Math.min(field.count, mostBytes) });
    const end = bytes.indexOf(0);
    return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
  }

  /** @throws `slide.damaged` where the field takes more than `mostBytes` */
  async stored(tag: number, mostBytes: number): Promise<TiffFieldBytes | undefined> {
    const field = this.fields.get(tag);
    if (!field) return undefined;
    const size = (TYPE_BYTES.get(field.type) ?? 0) * field.count;
    if (size > mostBytes) throw new SlideFileError('slide.damaged', `tag ${tag} claims ${size} bytes, at most ${mostBytes} make sense`);
    return { type: field.type, count: field.count, bytes: await this.valueBytes(field) };
  }

  private async integersOf(tag: number, field: TiffField): Promise<number[]> {
    if (!INTEGER_TYPES.has(field.type)) throw new SlideFileError('slide.damaged', `tag ${tag} is of type ${field.type}, not an integer`);
    const bytes = await this.valueBytes(field);
    const size = TYPE_BYTES.get(field.type) ?? 1;
    return Array.from({ length: field.count }, (_, i) => this.source.integer(bytes, i * size, field.type));
  }

  private async valueBytes(field: TiffField): Promise<Buffer> {
    const size = (TYPE_BYTES.get(field.type) ?? 0) * field.count;
    return field.inline ? field.inline.subarray(0, size) : this.source.file.read(field.at, size);
  }
}
