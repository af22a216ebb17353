import type { QualityReason, QualityReasonCode, SlideQuality } from '@parfocal/shared/api';
import { formatMpp, type Locale, t } from '@/i18n';

type Unit = 'share' | 'mpp' | 'count';

/** As the contract: shares from 0 to 1, µm a pixel, or how many. */
const UNITS: Readonly<Record<QualityReasonCode, Unit>> = {
  'no-tissue': 'share',
  'little-tissue': 'share',
  'out-of-focus': 'share',
  'partly-out-of-focus': 'share',
  'under-exposed': 'share',
  'over-exposed': 'share',
  'mpp-missing': 'mpp',
  'resolution-too-low': 'mpp',
  'tiles-unreadable': 'count',
  'levels-missing': 'count',
};

/** A share to two figures: 0.03 % is not nothing, where a slide is found empty. */
export const formatShare = (share: number, locale: Locale): string => new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 }).format(share);

/** The reason as a sentence, with what was measured and the limit. */
export function reasonWords({ code, measured = 0, limit = 0 }: QualityReason, locale: Locale): string {
  const say = (value: number): string => {
    if (UNITS[code] === 'share') return formatShare(value, locale);
    return UNITS[code] === 'mpp' ? formatMpp(value, locale) : new Intl.NumberFormat(locale).format(value);
  };
  return t(`quality.reasons.${code}`, { measured: say(measured), limit: say(limit) });
}

interface Asked {
  readonly slide: string;
  readonly accession: string;
  readonly quality: SlideQuality;
}

/** What to send to whoever scans: which slide, and why. A person's reason comes before the measured ones. */
export function rescanWords({ slide, accession, quality: { report, overrules } }: Asked, locale: Locale): string {
  const decision = overrules.at(-1);
  const measured = report.reasons.map((reason) => reasonWords(reason, locale));
  const reasons = [...(decision?.verdict === 'rejected' ? [decision.reason] : []), ...measured];
  return t('quality.rescan.request', { slide, accession, reasons: reasons.join(locale === 'zh-CN' ? '' : ' ') });
}
