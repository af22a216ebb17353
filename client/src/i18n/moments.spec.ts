import { formatSpan } from './moments';

/** Node and browsers part words by different spaces and dashes. */
const plain = (words: string): string => words.replaceAll(/\s/gu, ' ').replaceAll(/\s*[–-]\s*/gu, '–');
const at = (hour: number, minute: number): number => new Date(2026, 10, 23, hour, minute, 5).getTime();

describe('formatSpan', () => {
  it('says from when to when, so that of two rows the newer one never seems the older', () => {
    expect(plain(formatSpan(at(15, 4), at(15, 5), 'zh-CN', at(16, 0)))).toBe('15:04–15:05');
    expect(plain(formatSpan(at(15, 4), at(15, 5), 'en', at(16, 0)))).toBe('3:04–3:05 PM');
  });

  it('is one moment where both are, also where clocks ran backwards', () => {
    expect(plain(formatSpan(at(15, 4), at(15, 4) + 900, 'zh-CN', at(16, 0)))).toBe('15:04');
    expect(plain(formatSpan(at(15, 4), at(15, 1), 'zh-CN', at(16, 0)))).toBe('15:04');
  });

  it('names the day unless it is today', () => {
    expect(plain(formatSpan(at(15, 4), at(15, 4), 'en', at(15, 4) + 86_400_000))).toBe('Nov 23, 2026, 3:04 PM');
  });
});
