import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openSlide } from '../readers/index.js';
import { needlesFor, wholeNeedlesFor } from './needles.js';
import { pixelPlaces } from './pixel-places.js';
import { pixelsDigest } from './pixels-digest.js';
import type { VerificationReport } from './reports.js';
import { searchFile } from './search-bytes.js';

export interface VerifyOptions {
  /** Texts that people gave and that must not be in the files: names, numbers. Their parts are looked for too. */
  readonly secrets: readonly string[];
  /** Both from `CleaningReport`. */
  readonly removedTexts?: readonly string[];
  readonly pixelsDigest: string;
  readonly signal: AbortSignal;
}

/**
 * Reads the stored bytes again, all of them, and says whether the slide at `path` is clean and its pixels are untouched. Pixels may still
 * show something, such as writing on the glass: that takes a person to look.
 *
 * @throws SlideFileError where it does not open any more; the signal's reason
 */
export async function verifyClean(path: string, { secrets, removedTexts = [], pixelsDigest: digestBefore, signal }: VerifyOptions): Promise<VerificationReport> {
  signal.throwIfAborted();
  const reader = await openSlide(path);
  try {
    const picturesLeft = reader.associated.length;
    const arePixelsUntouched = (await pixelsDigest(reader, signal)) === digestBefore;
    // Texts are numbered on after the secrets, so that one pass over the bytes finds both.
    const needles = needlesFor(secrets).concat(wholeNeedlesFor(removedTexts).map((needle) => ({ ...needle, secret: needle.secret + secrets.length })));
    const found = new Set<number>();
    for (const file of await filesAt(path)) {
      const pixels = await pixelPlaces(file, reader.image.format);
      for (const secret of await searchFile(file, needles, pixels, signal)) found.add(secret);
    }
    const secretsFound = [...found].filter((index) => index < secrets.length).sort((a, b) => a - b);
    const isClean = picturesLeft === 0 && found.size === 0 && arePixelsUntouched;
    return { isClean, picturesLeft, secretsFound, removedTextsFound: found.size - secretsFound.length, arePixelsUntouched };
  } finally {
    await reader.close();
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
