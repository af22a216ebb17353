import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { useStored } from '@/lib';
import { flatten } from './flatten';
import { chooseLocale, type Locale, LOCALE_KEY } from './locale';
import { en } from './messages/en';
import { zhCN } from './messages/zh-CN';

export const i18n = createI18n<false>({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: flatten(en), 'zh-CN': flatten(zhCN) },
  messageResolver: (sentences, path) => (sentences as Record<string, string>)[path] ?? null,
});

/** The chosen language; assign to change it. Remembered in this browser, and the document's `lang` keeps step, so that glyphs are Chinese, not Japanese. */
export const locale = useStored<Locale>(LOCALE_KEY, (saved) => chooseLocale(saved, navigator.languages));

watch(
  locale,
  (chosen) => {
    i18n.global.locale.value = chosen;
    document.documentElement.lang = chosen;
  },
  { immediate: true, flush: 'sync' },
);
