/** Somebody who can be called. */
export interface Callable {
  readonly id: string;
  readonly name: string;
}

/** What is being typed after an @, and where the @ stands. */
export interface MentionDraft {
  readonly from: number;
  readonly query: string;
}

/** Names are offered up to this many letters after the @. */
const LONGEST = 40;

/** The mention that the caret is in; nothing where an @ belongs to an address, or a line ended since. */
export function mentionAt(text: string, caret: number): MentionDraft | undefined {
  const from = text.lastIndexOf('@', caret - 1);
  if (from < 0 || caret - from > LONGEST || /[a-z0-9]/i.test(text[from - 1] ?? '')) return undefined;
  const query = text.slice(from + 1, caret);
  return /\n|\s{2}/.test(query) ? undefined : { from, query };
}

/** Those whose name has a word that begins so, at most `most`. */
export function foundFor(query: string, people: readonly Callable[], most: number): Callable[] {
  const wanted = query.trim().toLocaleLowerCase();
  return people.filter(({ name }) => [name, ...name.split(/\s+/)].some((word) => word.toLocaleLowerCase().startsWith(wanted))).slice(0, most);
}

/** The text with the name in place of what was typed of it, and where the caret goes. */
export function withMention(text: string, { from, query }: MentionDraft, { name }: Callable): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(from + 1 + query.length).trimStart(), caret: before.length };
}

/** A piece of a text: words, or a mention of somebody. */
export interface TextPart {
  readonly text: string;
  readonly person?: Callable;
}

/** A text taken apart at the names that are called in it; of names that begin alike, the longest. */
export function partsOf(text: string, people: readonly Callable[]): TextPart[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const parts: TextPart[] = [];
  let rest = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const person = byLength.find(({ name }) => name && text.startsWith(name, at + 1));
    if (!person) continue;
    if (at > rest) parts.push({ text: text.slice(rest, at) });
    rest = at + 1 + person.name.length;
    parts.push({ text: text.slice(at, rest), person });
  }
  return rest < text.length ? [...parts, { text: text.slice(rest) }] : parts;
}

/** Ids of those who are called, each once. */
export const calledIn = (text: string, people: readonly Callable[]): string[] => [...new Set(partsOf(text, people).flatMap(({ person }) => (person ? [person.id] : [])))];
