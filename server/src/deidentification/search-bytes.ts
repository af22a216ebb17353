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
  private readonly byStart = new Map<number, Needle[]>();
  /** 1 for each two bytes that a needle begins with, in either case: most places of a file are passed over with one look. */
  private readonly isStart = new Uint8Array(0x1_0000);
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
    for (const needle of needles) {
      const [first, second] = [needle.bytes[0]!, needle.bytes[1]!];
      this.byStart.set((first << 8) | second, [...(this.byStart.get((first << 8) | second) ?? []), needle]);
      for (const a of bothCases(first)) for (const b of bothCases(second)) this.isStart[(a << 8) | b] = 1;
    }
    this.overlapBytes = 2 + Math.max(2, ...needles.map(({ bytes }) => bytes.length));
  }

  add(chunk: Buffer): void {
    const keptFrom = Math.max(0, this.nextAt - 1 - this.bytesAt);
    this.bytesAt += keptFrom;
    this.bytes = Buffer.concat([this.bytes.subarray(keptFrom), chunk]);
    this.lookUpTo(this.bytesAt + this.bytes.length - this.overlapBytes);
  }

  end(): Set<number> {
    this.lookUpTo(this.bytesAt + this.bytes.length - 1);
    return this.found;
  }

  private lookUpTo(endAt: number): void {
    const { bytes, bytesAt, isStart } = this;
    const end = endAt - bytesAt;
    let at = this.nextAt - bytesAt;
    let pair = bytes[at] ?? 0;
    for (; at < end; at++) {
      pair = ((pair << 8) | bytes[at + 1]!) & 0xffff;
      if (isStart[pair] !== 0) this.compare(at);
    }
    this.nextAt = Math.max(this.nextAt, endAt);
  }

  private compare(at: number): void {
    const longest = folding(this.bytes.subarray(at, at + this.overlapBytes));
    for (const { secret, bytes: needle, isShort } of this.byStart.get(longest.readUInt16BE(0)) ?? []) {
      if (needle.length > longest.length || longest.compare(needle, 0, needle.length, 0, needle.length) !== 0) continue;
      if (isShort && (isWithin(this.pixels, this.bytesAt + at) || !isWord(this.bytes, at, needle.length))) continue;
      this.found.add(secret);
    }
  }
}

const bothCases = (byte: number): number[] => (byte >= 0x61 && byte <= 0x7a ? [byte, byte & ~0x20] : [byte]);

const isWord = (bytes: Buffer, at: number, length: number): boolean => !isAlphanumeric(bytes[at - 1]) && !isAlphanumeric(bytes[at + length]);

const isAlphanumeric = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a));
