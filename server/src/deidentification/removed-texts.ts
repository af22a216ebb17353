/** Shorter ones say nothing, and turn up in any file. */
const LEAST_CHARACTERS = 4;
/** Of one value, and of one slide. */
const MOST_CHARACTERS = 200;
const MOST_TEXTS = 2000;

/** Collects what stood in removed values, as proof that it is nowhere else in the file. */
export class RemovedTexts {
  private readonly texts = new Set<string>();

  /** Cuts a value into its parts: lines, `key = value` pairs, components of names, attributes of XML. */
  add(value: string): void {
    for (const part of value.split(/[|;\r\n\0\\^<>"]|\s=\s|="/)) {
      const text = part.trim();
      const isDistinctive = text.length >= LEAST_CHARACTERS && text.length <= MOST_CHARACTERS && /([\p{L}\p{N}].*){3}/u.test(text);
      if (isDistinctive && this.texts.size < MOST_TEXTS) this.texts.add(text);
    }
  }

  /** Those that do not stand in what was kept, such as the names of elements. */
  notIn(kept: readonly string[]): string[] {
    const all = kept.join('\n').toLowerCase();
    return [...this.texts].filter((text) => !all.includes(text.toLowerCase()));
  }
}
