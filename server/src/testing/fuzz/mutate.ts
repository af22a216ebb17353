/** A stream of integers that is the same on every machine (Numerical Recipes' LCG, high bits). */
export function integers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Next = (below: number) => number;

/** Ends of ranges, where arithmetic goes wrong. */
const BYTES = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xfe, 0xff];
const WORDS = [0, 1, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

const CHANGES: readonly ((bytes: Buffer, at: number, next: Next) => void)[] = [
  (bytes, at, next) => void (bytes[at] = BYTES[next(BYTES.length)]!),
  (bytes, at, next) => void (bytes[at] = next(256)),
  (bytes, at, next) => void (bytes[at]! ^= 1 << next(8)),
  (bytes, at, next) => void (at + 2 <= bytes.length && bytes.writeUInt16LE(WORDS[next(5)]!, at)),
  (bytes, at, next) => void (at + 4 <= bytes.length && bytes.writeUInt32LE(WORDS[next(WORDS.length)]!, at)),
  (bytes, at, next) => void (at + 4 <= bytes.length && bytes.writeUInt32BE(WORDS[next(WORDS.length)]!, at)),
  // An offset that leads somewhere into the file is worse than one that leads out of it.
  (bytes, at, next) => void (at + 4 <= bytes.length && bytes.writeUInt32LE(next(bytes.length), at)),
  (bytes, at, next) => void bytes.fill(next(256), at, Math.min(bytes.length, at + 1 + next(8))),
  (bytes, at, next) => void bytes.copyWithin(at, next(bytes.length), Math.min(bytes.length, at + 1 + next(24))),
];

/** One to five changes in one of the places that matter; one in twelve is cut, one in twenty gets bytes inserted. */
export function mutate(seed: Buffer, next: Next, ranges: readonly (readonly [from: number, to: number])[]): Buffer {
  const bytes = Buffer.from(seed);
  for (let changes = 1 + next(5); changes > 0; changes--) {
    const [from, to] = ranges[next(ranges.length)]!;
    CHANGES[next(CHANGES.length)]!(bytes, Math.min(bytes.length - 1, from + next(Math.max(1, to - from))), next);
  }
  if (next(12) === 0) return bytes.subarray(0, 1 + next(bytes.length));
  if (next(20) > 0) return bytes;
  const at = next(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + next(16), next(256)), bytes.subarray(at)]);
}
