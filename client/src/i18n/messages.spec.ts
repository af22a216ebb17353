import { ERROR_CODES } from '@parfocal/shared/protocol';
import { flatten } from './flatten';
import { i18n } from './i18n';
import { en } from './messages/en';
import { zhCN } from './messages/zh-CN';

const english = flatten(en);
const chinese = flatten(zhCN);
const places = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g))].sort();
const pairs = Object.keys(english).map((key) => [key, english[key] ?? '', chinese[key] ?? ''] as const);

describe('messages', () => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(pairs)('%s says something, with the same places to fill', (_key, inEnglish, inChinese) => {
    expect(inEnglish.trim()).not.toBe('');
    expect(inChinese.trim()).not.toBe('');
    expect(places(inChinese)).toEqual(places(inEnglish));
  });

  it.each(pairs)('%s compiles, in both languages and both numbers', (key, inEnglish) => {
    const words = Object.fromEntries(places(inEnglish).map((place) => [place.slice(1, -1), '7']));
    for (const language of ['en', 'zh-CN']) {
      i18n.global.locale.value = language;
      for (const n of [1, 2]) {
        const said = i18n.global.t(key, words, n);
        expect(said).not.toBe(key);
        expect(said).not.toMatch(/[{}|]/);
      }
    }
  });

  it('has one form in Chinese, which knows no plural', () => {
    expect(pairs.filter(([, , inChinese]) => inChinese.includes('|'))).toEqual([]);
  });

  it('has a sentence for every error code, which says what happened and what to do', () => {
    expect(Object.keys(en.errors).sort()).toEqual([...ERROR_CODES].sort());
    for (const sentence of Object.values(en.errors)) expect(sentence.match(/[.;]/g)?.length).toBeGreaterThanOrEqual(1);
    for (const sentence of Object.values(zhCN.errors)) expect(sentence.match(/[。；，]/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
