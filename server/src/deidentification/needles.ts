import { inGb18030 } from './gb18030.js';

/** A byte string to look for. */
export interface Needle {
  /** Position of its secret in the list. */
  readonly secret: number;
  /** ASCII letters in lower case. */
  readonly bytes: Buffer;
  /**
   * Too short to be told from chance among gigabytes of compressed pixels, and too short to be told from a part of a word: looked for
   * outside the pixels, and as a word of its own.
   */
  readonly isShort: boolean;
}

const LEAST_BYTES = 3;
const SURE_BYTES = 6;

/**
 * Every way a secret may be written: whole and its parts (a name has several, in any order), in UTF-8, UTF-16, Latin 1 and, for Chinese,
 * GB 18030. A part of less than three bytes is not looked for.
 */
export const needlesFor = (secrets: readonly string[]): Needle[] => secrets.flatMap((secret, index) => needlesOf([secret, ...secret.split(/[\s^,;]+/)], index));

/** As `needlesFor`, of texts that are looked for as a whole alone: their parts are words such as “Image”. */
export const wholeNeedlesFor = (texts: readonly string[]): Needle[] => texts.flatMap((text, index) => needlesOf([text], index));

function needlesOf(texts: readonly string[], secret: number): Needle[] {
  const found = new Map<string, Needle>();
  for (const text of texts.map((part) => part.trim())) {
    for (const bytes of encodings(text)) {
      const folded = folding(bytes);
      if (folded.length >= LEAST_BYTES) found.set(folded.toString('latin1'), { secret, bytes: folded, isShort: folded.length < SURE_BYTES });
    }
  }
  return [...found.values()];
}

function encodings(text: string): Buffer[] {
  const normal = text.normalize('NFC');
  const decomposed = text.normalize('NFD');
  const wide = Buffer.from(normal, 'utf16le');
  const all = [Buffer.from(normal), Buffer.from(decomposed), wide, Buffer.from(wide).swap16()];
  // `latin1` would cut off what it does not have.
  if (/^[\u0000-\u00ff]*$/.test(normal)) all.push(Buffer.from(normal, 'latin1'));
  const gb = inGb18030(normal);
  return gb ? [...all, gb] : all;
}

/** A copy in which upper and lower case of the basic alphabet are the same. */
export function folding(bytes: Buffer): Buffer {
  const folded = Buffer.from(bytes);
  for (let at = 0; at < folded.length; at++) {
    const byte = folded[at]!;
    if (byte >= 0x41 && byte <= 0x5a) folded[at] = byte | 0x20;
  }
  return folded;
}
