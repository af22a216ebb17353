/** One data element; a sequence has items. */
export interface ElementSpec {
  readonly tag: number;
  readonly vr: string;
  readonly value: Buffer | readonly ItemSpec[];
  /** Of the sequence and its items; delimiters end them. */
  readonly undefinedLength?: boolean;
  /** A length that lies. */
  readonly claimedLength?: number;
}

export type ItemSpec = readonly ElementSpec[];

export interface DicomSpec {
  readonly transferSyntax: string;
  readonly sopClass: string;
  /** In any order; written in that of their tags. */
  readonly elements: readonly ElementSpec[];
  readonly isImplicit?: boolean;
}

const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const UNDEFINED = 0xffff_ffff;

export const text = (tag: number, vr: string, value: string): ElementSpec => ({ tag, vr, value: even(Buffer.from(value), vr === 'UI' ? 0 : 0x20) });
export const us = (tag: number, ...values: number[]): ElementSpec => ({ tag, vr: 'US', value: integers(2, values) });
export const ul = (tag: number, ...values: number[]): ElementSpec => ({ tag, vr: 'UL', value: integers(4, values) });
export const sl = (tag: number, ...values: number[]): ElementSpec => ({ tag, vr: 'SL', value: integers(4, values) });
export const ov = (tag: number, ...values: number[]): ElementSpec => ({ tag, vr: 'OV', value: integers(8, values) });
export const fl = (tag: number, value: number): ElementSpec => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return { tag, vr: 'FL', value: bytes };
};
export const bytes = (tag: number, vr: string, value: Buffer): ElementSpec => ({ tag, vr, value: even(value, 0) });
export const sequence = (tag: number, items: readonly ItemSpec[], undefinedLength = false): ElementSpec => ({ tag, vr: 'SQ', value: items, undefinedLength });

/** Writes a Part 10 file by hand, so that the reader is not tested against a writer of its own kind. */
export function dicomFile({ transferSyntax, sopClass, elements, isImplicit = false }: DicomSpec): Buffer {
  const meta = [bytes(0x0002_0001, 'OB', Buffer.from([0, 1])), text(0x0002_0002, 'UI', sopClass), text(0x0002_0003, 'UI', '1.2.3.4'), text(0x0002_0010, 'UI', transferSyntax)];
  const body = Buffer.concat(meta.map((element) => elementBytes(element, false)));
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), elementBytes(ul(0x0002_0000, body.length), false), body, dataSet(elements, isImplicit)]);
}

export const dataSet = (elements: readonly ElementSpec[], isImplicit: boolean): Buffer =>
  Buffer.concat([...elements].sort((a, b) => a.tag - b.tag).map((element) => elementBytes(element, isImplicit)));

export function elementBytes(element: ElementSpec, isImplicit: boolean): Buffer {
  const { tag, vr, value, undefinedLength = false, claimedLength } = element;
  const body = Buffer.isBuffer(value) ? value : itemsBytes(value, isImplicit, undefinedLength);
  const length = claimedLength ?? (undefinedLength ? UNDEFINED : body.length);
  const end = undefinedLength && !Buffer.isBuffer(value) ? [header(0xfffe_e0dd, 0)] : [];
  if (isImplicit) return Buffer.concat([header(tag, length), body, ...end]);
  const head = Buffer.alloc(LONG.has(vr) ? 12 : 8);
  header(tag, 0).copy(head, 0, 0, 4);
  head.write(vr, 4, 'latin1');
  if (LONG.has(vr)) head.writeUInt32LE(length, 8);
  else head.writeUInt16LE(length, 6);
  return Buffer.concat([head, body, ...end]);
}

function itemsBytes(items: readonly ItemSpec[], isImplicit: boolean, undefinedLength: boolean): Buffer {
  return Buffer.concat(items.flatMap((item) => {
    const body = dataSet(item, isImplicit);
    return undefinedLength ? [header(0xfffe_e000, UNDEFINED), body, header(0xfffe_e00d, 0)] : [header(0xfffe_e000, body.length), body];
  }));
}

/** Pixel data in items: an offset table, then the fragments of each frame. */
export function encapsulated(frames: readonly (readonly Buffer[])[], offsets: readonly number[] = []): Buffer {
  const fragments = frames.flat().map((fragment) => even(fragment, 0));
  return Buffer.concat([header(0xfffe_e000, offsets.length * 4), integers(4, offsets), ...fragments.flatMap((fragment) => [header(0xfffe_e000, fragment.length), fragment]), header(0xfffe_e0dd, 0)]);
}

/** Where each frame's first item lies after the offset table. */
export function offsetsOf(frames: readonly (readonly Buffer[])[]): number[] {
  let at = 0;
  return frames.map((fragments) => {
    const start = at;
    for (const fragment of fragments) at += 8 + fragment.length + (fragment.length % 2);
    return start;
  });
}

export function header(tag: number, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(Math.floor(tag / 0x1_0000), 0);
  head.writeUInt16LE(tag % 0x1_0000, 2);
  head.writeUInt32LE(length, 4);
  return head;
}

function integers(size: 2 | 4 | 8, values: readonly number[]): Buffer {
  const written = Buffer.alloc(size * values.length);
  values.forEach((value, i) => {
    if (size === 8) written.writeBigUInt64LE(BigInt(value), i * 8);
    else if (value < 0) written.writeInt32LE(value, i * 4);
    else written.writeUIntLE(value, i * size, size);
  });
  return written;
}

const even = (value: Buffer, padding: number): Buffer => (value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.from([padding])]));
