import { createReadStream } from 'node:fs';
import { folding, type Needle } from './needles.js';
import { type ByteRange, isWithin } from './ranges.js';

const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file once, from its first byte to its last, and says which secrets are in it.
 *
 * @param pixels sorted ranges in which short needles are not looked for
 */
export async function searchFile(path: string, needles: readonly Needle[], pixels: readonly ByteRange[], signal: AbortSignal): Promise<Set<number>> {
  const search = new Search(needles, pixels);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES, signal }) as AsyncIterable<Buffer>) search.add(chunk);
  return search.end();
}

/** Chunks overlap by the longest needle and a byte on either side, which tells whether it is a word of its own. */
class Search {
  private readonly byStart: readonly (Needle[] | undefined)[];
  private readonly overlapBytes: number;
  private readonly found = new Set<number>();
  private bytes: Buffer = Buffer.alloc(0);
  /** Where `bytes` lie in the file; all places before `nextAt` have been looked at. */
  private bytesAt = 0;
  private nextAt = 0;

  constructor(
    needles: readonly Needle[],
    private readonly pixels: readonly ByteRange[],
  ) {
    this.byStart = byFirstTwo(needles);
    this.overlapBytes = 2 + Math.max(2, ...needles.map(({ bytes }) => bytes.length));
  }

  add(chunk: Buffer): void {
    const keptFrom = Math.max(0, this.nextAt - 1 - this.bytesAt);
    this.bytesAt += keptFrom;
    this.bytes = Buffer.concat([this.bytes.subarray(keptFrom), folding(chunk)]);
    this.lookUpTo(this.bytesAt + this.bytes.length - this.overlapBytes);
  }

  end(): Set<number> {
    this.lookUpTo(this.bytesAt + this.bytes.length - 1);
    return this.found;
  }

  private lookUpTo(endAt: number): void {
    const { bytes, bytesAt, byStart } = this;
    for (let at = this.nextAt - bytesAt; at < endAt - bytesAt; at++) {
      const candidates = byStart[bytes.readUInt16BE(at)];
      if (candidates !== undefined) this.compare(candidates, at);
    }
    this.nextAt = Math.max(this.nextAt, endAt);
  }

  private compare(candidates: readonly Needle[], at: number): void {
    const { bytes } = this;
    for (const { secret, bytes: needle, isShort } of candidates) {
      if (at + needle.length > bytes.length || bytes.compare(needle, 0, needle.length, at, at + needle.length) !== 0) continue;
      if (isShort && (isWithin(this.pixels, this.bytesAt + at) || !isWord(bytes, at, needle.length))) continue;
      this.found.add(secret);
    }
  }
}

/** By their first two bytes as a number: most places of a file are passed over with one look. */
function byFirstTwo(needles: readonly Needle[]): (Needle[] | undefined)[] {
  const table = new Array<Needle[] | undefined>(0x1_0000).fill(undefined);
  for (const needle of needles) {
    const start = needle.bytes.readUInt16BE(0);
    (table[start] ??= []).push(needle);
  }
  return table;
}

const isWord = (bytes: Buffer, at: number, length: number): boolean => !isAlphanumeric(bytes[at - 1]) && !isAlphanumeric(bytes[at + length]);

const isAlphanumeric = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a));
