import { formatNumber, locale, t } from '@/i18n';

/** The objective at which a level-0 pixel is a CSS pixel, where a slide does not tell its scale. */
const ALL_PIXELS = 40;

/** What “seen” asks for, as on the objectives: “10x”; without a scale no magnification is promised: “25% of the file’s pixels”. */
export const powerWords = (power: number, hasScale: boolean): string =>
  hasScale ? t('viewer.objective', { power }) : t('viewer.pixelShare', { share: formatNumber((power / ALL_PIXELS) * 100, locale.value, 1) });
