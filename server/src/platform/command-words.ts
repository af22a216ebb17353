import { z } from 'zod';

const Words = z.array(z.string().min(1)).min(1);

/**
 * A command of the configuration as words: a JSON array of strings, or text divided by blanks, where double quotes keep a word with blanks
 * together. Nothing is expanded.
 */
export function commandWords(text: string, context: z.RefinementCtx): string[] {
  const words = Words.safeParse(text.trimStart().startsWith('[') ? jsonOf(text) : wordsOf(text));
  const isWhole = words.success && ['{input}', '{output}'].every((place) => words.data.slice(1).some((word) => word.includes(place)));
  if (isWhole) return words.data;
  context.addIssue({ code: 'custom', message: 'must be a program and its arguments, with {input} and {output} among them' });
  return z.NEVER;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what is wrong
  }
}

const wordsOf = (text: string): string[] => [...text.matchAll(/"([^"]*)"|([^\s"]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
