import { chooseLocale } from './locale';

describe('chooseLocale', () => {
  it.each([
    ['the saved choice', 'zh-CN', ['en-GB'], 'zh-CN'],
    ['the browser’s first that we speak', null, ['fr-FR', 'zh-TW', 'en'], 'zh-CN'],
    ['English where nothing fits', null, ['fr-FR'], 'en'],
    ['the browser, where what was saved is none of ours', 'tlh', ['zh'], 'zh-CN'],
  ])('takes %s', (_what, saved, wanted, chosen) => {
    expect(chooseLocale(saved, wanted)).toBe(chosen);
  });
});
