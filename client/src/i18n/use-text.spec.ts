import { locale } from './i18n';
import { errorText, t } from './use-text';

describe('t', () => {
  afterEach(() => {
    locale.value = 'en';
  });

  it('chooses singular and plural by n', () => {
    expect(t('slides.count', { n: 1 })).toBe('1 slide');
    expect(t('slides.count', { n: 4 })).toBe('4 slides');
    expect(t('slides.count', { n: 0 })).toBe('0 slides');
  });

  it('follows the chosen language, and so does the document', () => {
    locale.value = 'zh-CN';
    expect(t('slides.count', { n: 1 })).toBe('1 张切片');
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(localStorage.getItem('parfocal.locale')).toBe('zh-CN');
  });

  it('finds codes with dots in them', () => {
    expect(errorText('slide.not-a-slide')).toContain('no slide that Parfocal knows');
  });
});
