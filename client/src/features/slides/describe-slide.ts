import { type SlideSummary } from '@parfocal/shared/api';
import { formatMpp, formatNumber, type Locale, t } from '@/i18n';

const UM_PER_MM = 1000;

/** Microns per pixel as one number; a scanner's x and y differ in the fourth digit at most. */
const mppOf = ({ mppX, mppY }: SlideSummary): number | null => (mppX === null || mppY === null ? null : Math.sqrt(mppX * mppY));

/** How it was scanned: “40x · 0.25 µm/px”, or that its scale is unknown. */
export function scanOf(slide: SlideSummary, locale: Locale): string {
  const mpp = mppOf(slide);
  const words = [
    ...(slide.objectivePower === null ? [] : [`${formatNumber(slide.objectivePower, locale)}x`]),
    mpp === null ? t('slides.mppUnknown') : t('slides.mpp', { mpp: formatMpp(mpp, locale) }),
  ];
  return words.join(' · ');
}

/** How large the tissue's field is, in mm where the scale is known, else in pixels. */
export function sizeOf({ widthPx, heightPx, mppX, mppY }: SlideSummary, locale: Locale): string {
  if (mppX === null || mppY === null) return t('slides.sizePx', { width: formatNumber(widthPx, locale), height: formatNumber(heightPx, locale) });
  const mm = (px: number, mpp: number): string => {
    const length = (px * mpp) / UM_PER_MM;
    return formatNumber(length, locale, length < 0.1 ? 3 : 1);
  };
  return t('slides.sizeMm', { width: mm(widthPx, mppX), height: mm(heightPx, mppY) });
}
