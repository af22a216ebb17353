import { type ErrorCode } from '@parfocal/shared/protocol';
import { i18n, locale } from './i18n';
import { type Messages } from './messages/en';

/** Dotted paths to every sentence: `cases.roles.expert`. A wrong key does not compile. */
export type MessageKey<T = Messages> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${MessageKey<T[K]>}`;
}[keyof T & string];

export type MessageWords = Readonly<Record<string, string | number>>;

/** A sentence in the chosen language. `words` fill the places in braces; a word called `n` also chooses singular or plural. */
export function t(key: MessageKey, words: MessageWords = {}): string {
  const { n } = words;
  return typeof n === 'number' ? i18n.global.t(key, words, n) : i18n.global.t(key, words);
}

/** What happened, and what to do next. */
export const errorText = (code: ErrorCode): string => t(`errors.${code}`);

/** Reactive: a template that calls these is drawn anew when the language changes. */
export const useText = () => ({ t, errorText, locale });
