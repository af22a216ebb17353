export { i18n, locale } from './i18n';
export { isLocale, type Locale, LOCALES } from './locale';
export { formatMeasure, formatMpp, formatNumber, formatPercent, formatSeconds } from './measure';
export { formatAge, formatClock, formatDate, formatMoment, formatSpan } from './moments';
export { errorText, type MessageKey, type MessageWords, t, useText } from './use-text';
