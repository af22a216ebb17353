import { crc32, deflateRawSync } from 'node:zlib';

/** An entry; whatever is not said is as it should be. */
export interface ZipEntrySpec {
  readonly name: string | Buffer;
  readonly content?: Buffer;
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** Unix mode with its type bits. */
  readonly mode?: number;
  /** Sizes and checksums that lie. */
  readonly claimedBytes?: number;
  readonly claimedSum?: number;
  /** Points at the content of an earlier entry instead of having its own. */
  readonly sharesContentOf?: number;
}

const UTF8 = 0x800;

/** Writes a zip by hand (APPNOTE.TXT 4.3), so that it can be wrong in any way. */
export function zipOf(entries: readonly ZipEntrySpec[]): Buffer {
  const parts: Buffer[] = [];
  const ats: number[] = [];
  let at = 0;
  const directory = entries.map((spec) => {
    const fields = fieldsOf(spec);
    if (spec.sharesContentOf === undefined) {
      const local = Buffer.concat([u32(0x04034b50), fields.common, u16(fields.name.length), u16(0), fields.name, fields.stored]);
      ats.push(at);
      parts.push(local);
      at += local.length;
    } else {
      ats.push(ats[spec.sharesContentOf]!);
    }
    const attributes = u32(((spec.mode ?? 0o100644) << 16) >>> 0);
    return Buffer.concat([
      u32(0x02014b50), u16(0x031e), fields.common, u16(fields.name.length), u16(0), u16(0), u16(0), u16(0), attributes, u32(ats.at(-1)!), fields.name,
    ]);
  });
  const central = Buffer.concat(directory);
  const end = Buffer.concat([u32(0x06054b50), u16(0), u16(0), u16(entries.length), u16(entries.length), u32(central.length), u32(at), u16(0)]);
  return Buffer.concat([...parts, central, end]);
}

function fieldsOf(spec: ZipEntrySpec): { common: Buffer; name: Buffer; stored: Buffer } {
  const content = spec.content ?? Buffer.alloc(0);
  const stored = spec.isStored ? content : deflateRawSync(content);
  const isText = typeof spec.name === 'string';
  const name = isText ? Buffer.from(spec.name) : spec.name;
  const common = Buffer.concat([
    u16(20), u16(spec.flags ?? (isText ? UTF8 : 0)), u16(spec.method ?? (spec.isStored ? 0 : 8)), u16(0), u16(0x21),
    u32(spec.claimedSum ?? crc32(content)), u32(stored.length), u32(spec.claimedBytes ?? content.length),
  ]);
  return { common, name, stored };
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
