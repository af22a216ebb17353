import { formatMeasure, formatNumber } from './measure';
import { formatAge } from './moments';

describe('formatMeasure', () => {
  it.each([
    [184.2345, 'µm', '184.2 µm'],
    [999.94, 'µm', '999.9 µm'],
    [1204.4, 'µm', '1.204 mm'],
    [25_400, 'µm', '25.4 mm'],
    [640.4, 'µm²', '640 µm²'],
    [31_000, 'µm²', '0.031 mm²'],
    [2_500_000, 'µm²', '2.5 mm²'],
    [1204.6, 'px', '1,205 px'],
    [52_000, 'px²', '52,000 px²'],
  ] as const)('%d %s is %s', (value, unit, said) => {
    expect(formatMeasure({ value, unit }, 'en')).toBe(said);
  });
});

describe('formatNumber', () => {
  it('gives no more figures than a ruler can', () => {
    expect(formatNumber(12.3456, 'en')).toBe('12.35');
    expect(formatNumber(0.12345, 'zh-CN')).toBe('0.123');
    expect(formatNumber(-1234.56, 'en')).toBe('-1,235');
  });
});

describe('formatAge', () => {
  const now = Date.UTC(2026, 3, 17, 12);
  it.each([
    [20_000, 'now', '刚刚'],
    [5 * 60_000, '5 minutes ago', '5分钟前'],
    [30 * 3_600_000, 'yesterday', '昨天'],
    [15 * 86_400_000, '2 weeks ago', '2周前'],
  ])('%d ms ago', (gap, english, chinese) => {
    expect(formatAge(now - gap, now, 'en')).toBe(english);
    expect(formatAge(now - gap, now, 'zh-CN')).toBe(chinese);
  });
});
