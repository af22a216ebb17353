/** One field of a directory: numbers (pairs of them for rationals) or bytes as they are. */
export interface FieldSpec {
  readonly tag: number;
  readonly type: number;
  readonly values: readonly number[] | Buffer;
  /** A count that lies. */
  readonly claimedCount?: number;
}

export interface DirectorySpec {
  readonly fields: readonly FieldSpec[];
  /** Stored tiles; an empty one is sparse. */
  readonly tiles?: readonly Buffer[];
  readonly strips?: readonly Buffer[];
  readonly children?: readonly DirectorySpec[];
}

export interface TiffSpec {
  readonly littleEndian: boolean;
  readonly big: boolean;
  readonly directories: readonly DirectorySpec[];
}

const SIZE: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 7: 1, 16: 8 };

/** Writes a TIFF by hand, so that the reader is not tested against a writer of its own kind. */
export class TiffFactory {
  private readonly parts: Buffer[] = [];
  private size = 0;

  private constructor(private readonly spec: TiffSpec) {}

  static write(spec: TiffSpec): Buffer {
    return new TiffFactory(spec).file();
  }

  private file(): Buffer {
    const header = this.append(Buffer.concat([Buffer.from(this.spec.littleEndian ? 'II' : 'MM'), this.number(this.spec.big ? 43 : 42, 2), Buffer.alloc(this.spec.big ? 12 : 4)]));
    if (this.spec.big) this.number(8, 2).copy(header, 4);
    let link = { part: header, at: this.spec.big ? 8 : 4 };
    for (const directory of this.spec.directories) {
      const written = this.directory(directory);
      this.word(written.at).copy(link.part, link.at);
      link = { part: written.part, at: written.part.length - this.wordSize };
    }
    return Buffer.concat(this.parts);
  }

  private directory({ fields, tiles = [], strips = [], children = [] }: DirectorySpec): { at: number; part: Buffer } {
    // A tile that was never stored lies nowhere.
    const offsets = tiles.map((tile) => (tile.length === 0 ? 0 : this.place(tile)));
    const childAts = children.map((child) => this.directory(child).at);
    const wide = this.spec.big ? 16 : 4;
    const all = [...fields];
    const has = (tag: number): boolean => fields.some((field) => field.tag === tag);
    if (tiles.length > 0 && !has(324)) all.push({ tag: 324, type: wide, values: offsets });
    if (tiles.length > 0 && !has(325)) all.push({ tag: 325, type: 4, values: tiles.map((tile) => tile.length) });
    if (strips.length > 0) all.push({ tag: 273, type: wide, values: strips.map((strip) => this.place(strip)) }, { tag: 279, type: 4, values: strips.map((strip) => strip.length) });
    if (children.length > 0) all.push({ tag: 330, type: wide, values: childAts });
    all.sort((a, b) => a.tag - b.tag);
    const entries = all.map((field) => this.entry(field));
    const at = this.size;
    const part = this.append(Buffer.concat([this.number(all.length, this.spec.big ? 8 : 2), ...entries, this.word(0)]));
    return { at, part };
  }

  private entry({ tag, type, values, claimedCount }: FieldSpec): Buffer {
    const size = SIZE[type] ?? 1;
    const bytes = Buffer.isBuffer(values) ? values : Buffer.concat(values.map((value) => this.number(value, size)));
    const count = claimedCount ?? bytes.length / (type === 5 ? 8 : size);
    const value = Buffer.alloc(this.wordSize);
    if (bytes.length <= this.wordSize) bytes.copy(value);
    else this.word(this.place(bytes)).copy(value);
    return Buffer.concat([this.number(tag, 2), this.number(type, 2), this.word(count), value]);
  }

  private place(bytes: Buffer): number {
    const at = this.size;
    this.append(bytes);
    return at;
  }

  private append(bytes: Buffer): Buffer {
    this.parts.push(bytes);
    this.size += bytes.length;
    return bytes;
  }

  private get wordSize(): number {
    return this.spec.big ? 8 : 4;
  }

  private word(value: number): Buffer {
    return this.number(value, this.wordSize);
  }

  private number(value: number, size: number): Buffer {
    const bytes = Buffer.alloc(size);
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value));
    else bytes.writeUIntLE(value, 0, size);
    return this.spec.littleEndian ? bytes : bytes.reverse();
  }
}
