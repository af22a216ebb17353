/** Writes data elements, little-endian (PS3.5 §7). */
export class ElementWriter {
  constructor(readonly isImplicit: boolean) {}

  element(tag: number, vr: string, value: Buffer): Buffer {
    return Buffer.concat([this.header(tag, vr, value.length), value]);
  }

  /** @param lengthBytes `undefined` for a length that a delimiter tells */
  header(tag: number, vr: string, lengthBytes: number | undefined): Buffer {
    const length = lengthBytes ?? 0xffff_ffff;
    if (this.isImplicit) return Buffer.concat([tagBytes(tag), u32(length)]);
    if (LONG.has(vr)) return Buffer.concat([tagBytes(tag), Buffer.from(vr, 'latin1'), Buffer.alloc(2), u32(length)]);
    return Buffer.concat([tagBytes(tag), Buffer.from(vr, 'latin1'), u16(length)]);
  }

  text(tag: number, vr: string, text: string): Buffer {
    return this.element(tag, vr, padded(text, vr));
  }
}

/** Item, the end of an item, the end of a sequence. */
export const ITEM = Buffer.from('feff00e0ffffffff', 'hex');
export const ITEM_END = Buffer.from('feff0de000000000', 'hex');
export const SEQUENCE_END = Buffer.from('feffdde000000000', 'hex');

/** Of even length: with a NUL where it is a UID, else with a blank (PS3.5 §6.2). */
const padded = (text: string, vr: string): Buffer => Buffer.from(text.length % 2 === 0 ? text : text + (vr === 'UI' ? '\0' : ' '), 'latin1');

/** Two reserved bytes and a length of 32 bits. */
const LONG: ReadonlySet<string> = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

const tagBytes = (tag: number): Buffer => Buffer.concat([u16(Math.floor(tag / 0x1_0000)), u16(tag % 0x1_0000)]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
