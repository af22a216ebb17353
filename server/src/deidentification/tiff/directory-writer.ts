import type { TiffSource } from '../../readers/index.js';
import type { RawDirectory, RawEntry } from './raw-directories.js';
import { KEPT_TAGS, Tag } from './kept-tags.js';

/** A directory as it is to be: which children it keeps, and the texts it is given. */
export interface NewDirectory {
  readonly from: RawDirectory;
  readonly children: readonly RawDirectory[];
  readonly texts: ReadonlyMap<number, string>;
}

const ASCII = 2;
const LONG = 4;
const LONG8 = 16;

/** Lays directories out one after another, from a place at the end of the file on, in the file's own byte order and width. */
export class DirectoryWriter {
  private readonly parts: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly source: TiffSource,
    private readonly startAt: number,
  ) {}

  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }

  /** Chained in their order. @returns where the first lies */
  write(chain: readonly NewDirectory[]): number {
    let next = 0;
    // From the last on, so that each knows where the one behind it lies.
    for (const directory of [...chain].reverse()) next = this.directory(directory, next);
    return next;
  }

  private directory({ from, children, texts }: NewDirectory, next: number): number {
    const entries = from.entries.filter(({ tag }) => KEPT_TAGS.has(tag) && tag !== Tag.SubIfds).map(({ tag, bytes }) => ({ tag, bytes }));
    for (const [tag, text] of texts) entries.push({ tag, bytes: this.entry(tag, ASCII, Buffer.from(`${text}\0`), 1) });
    if (children.length > 0) {
      const places = children.map((child) => this.directory({ from: child, children: [], texts: new Map() }, 0));
      entries.push({ tag: Tag.SubIfds, bytes: this.entry(Tag.SubIfds, this.source.isBig ? LONG8 : LONG, Buffer.concat(places.map((at) => this.word(at))), this.wordBytes) });
    }
    entries.sort((a, b) => a.tag - b.tag);
    return this.place(Buffer.concat([this.number(entries.length, this.source.isBig ? 8 : 2), ...entries.map(({ bytes }) => bytes), this.word(next)]));
  }

  private entry(tag: number, type: number, value: Buffer, valueBytes: number): Buffer {
    const field = Buffer.alloc(this.wordBytes);
    if (value.length <= field.length) value.copy(field);
    else this.word(this.place(value)).copy(field);
    return Buffer.concat([this.number(tag, 2), this.number(type, 2), this.word(value.length / valueBytes), field]);
  }

  /** Directories and values begin on a word boundary (TIFF 6.0 §2). */
  private place(bytes: Buffer): number {
    const padding = (8 - ((this.startAt + this.size) % 8)) % 8;
    this.parts.push(Buffer.alloc(padding), bytes);
    this.size += padding;
    const at = this.startAt + this.size;
    this.size += bytes.length;
    return at;
  }

  private get wordBytes(): number {
    return this.source.isBig ? 8 : 4;
  }

  /** An offset or a count. */
  word(value: number): Buffer {
    return this.number(value, this.wordBytes);
  }

  private number(value: number, sizeBytes: number): Buffer {
    const bytes = Buffer.alloc(sizeBytes);
    if (sizeBytes === 8) bytes.writeBigUInt64LE(BigInt(value));
    else bytes.writeUIntLE(value, 0, sizeBytes);
    return this.source.littleEndian ? bytes : bytes.reverse();
  }
}

/** Whether nothing of a directory would change, so that a second run leaves it where it is. */
export function isAsItShouldBe({ from, children, texts }: NewDirectory, textOf: (entry: RawEntry) => string | undefined): boolean {
  const wanted = from.entries.every((entry) => (texts.has(entry.tag) ? textOf(entry) === texts.get(entry.tag) : KEPT_TAGS.has(entry.tag)));
  const isComplete = [...texts.keys()].every((tag) => from.entries.some((entry) => entry.tag === tag));
  return wanted && isComplete && children.length === from.children.length;
}
