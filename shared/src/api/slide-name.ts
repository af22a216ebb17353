import * as z from 'zod';
import { words } from './words.js';

/** What a slide is called: part and stain, such as “A1 · H&E”. */
export const SlidePatch = z.strictObject({ name: words(1, 120) });
export type SlidePatch = z.infer<typeof SlidePatch>;

/** What a slide's name says, as far as it says it. */
export interface SlideNameParts {
  /** Specimen and block, such as “A1” or “B 2-3”. */
  readonly part: string;
  /** The stain, such as “H&E” or “Ki-67”; empty where the name has none. */
  readonly stain: string;
}

/** A dot, a bar or a dash with room around it; laboratories write any of them. */
const PARTED = /\s*[·•|｜]\s*|\s+[-–—]\s+|\s*[,，;；]\s*/;

/** “A1”, “A 1”, “1A”, “B2-3”, “III”, alone or with the block's own number. */
const PART = /^(?:[A-Z]{1,2}[\s-]?\d{0,3}(?:[-.]\d{1,3})?|\d{1,3}[A-Z]?|[IVX]{1,5})$/i;

/**
 * Part and stain of a slide's name. A name of one word is a part where it looks like one, and else all of it is kept as the
 * part: nothing of what a person wrote is lost.
 */
export function partsOfSlideName(name: string): SlideNameParts {
  const [part = '', ...rest] = name.trim().split(PARTED);
  if (rest.length > 0) return { part, stain: rest.join(' · ') };
  const [first = '', ...stain] = part.split(/\s+/);
  return stain.length > 0 && PART.test(first) ? { part: first, stain: stain.join(' ') } : { part, stain: '' };
}
