import { type Measure } from '@parfocal/shared/geometry';
import { type Locale } from './locale';

const UM_PER_MM = 1000;
const UM2_PER_MM2 = 1_000_000;

/** A number with as many decimals as a ruler on a slide can honestly give: four significant figures, at most three decimals. */
export function formatNumber(value: number, locale: Locale, maximumFractionDigits = 3): string {
  const magnitude = Math.abs(value) < 1 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const digits = Math.max(0, Math.min(maximumFractionDigits, 3 - magnitude));
  return formatOf(locale, digits).format(value);
}

const formats = new Map<string, Intl.NumberFormat>();

/** To make one takes far longer than to use it, and every measure on the slide uses one. */
function formatOf(locale: Locale, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale}/${maximumFractionDigits}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits });
  formats.set(key, format);
  return format;
}

/** In the unit a pathologist would say: µm below a millimetre, then mm; µm² below 0.01 mm², then mm². Pixels stay pixels. */
export function formatMeasure({ value, unit }: Measure, locale: Locale): string {
  const say = (amount: number, as: string): string => `${formatNumber(amount, locale)} ${as}`;
  if (unit === 'µm') return value < UM_PER_MM ? say(Math.round(value * 10) / 10, 'µm') : say(value / UM_PER_MM, 'mm');
  if (unit === 'µm²') return value < UM2_PER_MM2 / 100 ? say(Math.round(value), 'µm²') : say(value / UM2_PER_MM2, 'mm²');
  return say(Math.round(value), unit);
}

/** “0.4990 µm/px” needs no more than three decimals, nor “28.9685” more than two; x and y of one scanner then say the same. */
export const formatMpp = (mpp: number, locale: Locale): string => formatNumber(mpp, locale);

/** `share` from 0 to 1. */
export const formatPercent = (share: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A time left, as roughly as one wants to know it: 40 s, 12 min, 3 h. */
export function formatSeconds(seconds: number, locale: Locale): string {
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : seconds < 5_400 ? [seconds / 60, 'minute'] : [seconds / 3_600, 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(Math.max(1, value));
}
