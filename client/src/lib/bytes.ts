const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A file's size as people read it: “1.2 GB”. Decimal units, as scanners and file managers show them. */
export function formatBytes(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[power], unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
