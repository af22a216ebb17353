/** The languages of Parfocal. Chinese is a first language here, not a translation. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_KEY = 'parfocal.locale';

export const isLocale = (text: unknown): text is Locale => (LOCALES as readonly unknown[]).includes(text);

/** The saved choice, else the first of the browser's languages that we speak (any Chinese is zh-CN), else English. */
export function chooseLocale(saved: string | null, wanted: readonly string[]): Locale {
  if (isLocale(saved)) return saved;
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
