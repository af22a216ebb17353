/** Letters, digits and signs in one line; nothing that could steer a terminal, a log or the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u2028\u2029\ufffd]+/gu;

/** Text from a file as it may be shown: one line of at most `mostCharacters`; `undefined` where nothing is left. */
export function cleanText(text: string | undefined, mostCharacters: number): string | undefined {
  // Cut before it is searched: a field may hold megabytes. What is cut away inside a pair is dropped as unprintable.
  const line = text?.slice(0, mostCharacters * 4).replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
  return line ? Array.from(line).slice(0, mostCharacters).join('').trim() || undefined : undefined;
}
