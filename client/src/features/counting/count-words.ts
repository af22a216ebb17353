import type { CountResult } from '@parfocal/shared/annotation';
import { formatNumber, type Locale, t } from '@/i18n';
import { type CountSettings, diameterMm } from './count-settings';

/** “12 in 1 mm²”, or “7 in 10 fields (2.376 mm²)”. */
export function countWords({ count, fields, areaMm2 }: CountResult, locale: Locale): string {
  const area = formatNumber(areaMm2, locale);
  return fields > 1 ? t('counting.inFields', { count, fields, area }) : t('counting.inArea', { count, area });
}

/** “12/mm² · 28.5/10 HPF (0.55 mm)”. */
export function rateWords({ perMm2, perTenFields }: CountResult, settings: CountSettings, locale: Locale): string {
  const perArea = t('counting.perMm2', { rate: formatNumber(perMm2, locale, 1) });
  if (perTenFields === undefined) return perArea;
  return `${perArea} · ${t('counting.perFields', { rate: formatNumber(perTenFields, locale, 1), diameter: formatNumber(diameterMm(settings), locale) })}`;
}
