import { type Locale } from './locale';

const SECOND_MS = 1000;
const STEPS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 365 * 86_400 * SECOND_MS],
  ['month', 30 * 86_400 * SECOND_MS],
  ['week', 7 * 86_400 * SECOND_MS],
  ['day', 86_400 * SECOND_MS],
  ['hour', 3_600 * SECOND_MS],
  ['minute', 60 * SECOND_MS],
];

/** “5 minutes ago”, “yesterday”; under a minute “now”, since clocks differ. Both in milliseconds since 1970. */
export function formatAge(at: number, now: number, locale: Locale, style: Intl.RelativeTimeFormatStyle = 'long'): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style });
  const gap = at - now;
  const step = STEPS.find(([, ms]) => Math.abs(gap) >= ms);
  if (step) return format.format(Math.trunc(gap / step[1]), step[0]);
  return locale === 'zh-CN' ? '刚刚' : format.format(0, 'second');
}

export const formatDate = (at: number, locale: Locale): string => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);

/** The time of day alone. */
export const formatClock = (at: number, locale: Locale): string => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);

export const formatMoment = (at: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** From one moment to a later one, both in milliseconds since 1970: of today the time of day is enough. One moment where nobody could tell them apart. */
export function formatSpan(from: number, to: number, locale: Locale, now = Date.now()): string {
  const isToday = new Date(from).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).formatRange(from, Math.max(from, to));
}
