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

  it('says something in each, with the same places to fill', () => {
    const wrong = pairs.filter(([, inEnglish, inChinese]) => !inEnglish.trim() || !inChinese.trim() || places(inChinese).join() !== places(inEnglish).join());
    expect(wrong).toEqual([]);
  });

  it.each(['en', 'zh-CN'])('compiles in %s, for one and for several', (language) => {
    i18n.global.locale.value = language;
    const broken = pairs.filter(([key, inEnglish]) => {
      const words = Object.fromEntries(places(inEnglish).map((place) => [place.slice(1, -1), '7']));
      return [1, 2].map((n) => i18n.global.t(key, words, n)).some((said) => said === key || /[{}|]/.test(said));
    });
    expect(broken).toEqual([]);
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
