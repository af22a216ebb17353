import { mount } from '@vue/test-utils';
import { ANNOTATION_KEYS } from '@/features/annotations';
import { COUNTING_KEYS } from '@/features/counting';
import { MICROSCOPE_KEYS } from '@/features/microscope';
import { VOICE_KEYS } from '@/features/voice';
import { locale, t } from '@/i18n';
import { PKbd } from '@/ui';
import KeysDialog from './KeysDialog.vue';
import { SESSION_KEYS } from './useSessionKeys';

describe('KeysDialog', () => {
  const shown = (canDraw: boolean) =>
    mount(KeysDialog, { props: { open: true, canDraw }, global: { stubs: { PDialog: { template: '<div><slot /></div>' } } } });

  it.each(['en', 'zh-CN'] as const)('says in %s what every key does that is answered', (language) => {
    locale.value = language;
    const dialog = shown(true);
    const said = dialog.findAll('dt').map((one) => one.text());
    expect(said).toEqual([...[...MICROSCOPE_KEYS, ...ANNOTATION_KEYS, ...COUNTING_KEYS, ...SESSION_KEYS].map(({ says }) => t(says)), t('signals.laser'), ...VOICE_KEYS.map(({ says }) => t(says))]);
  });

  it('shows a key once, however many ways there are to press it', () => {
    const caps = shown(true).findAllComponents(PKbd).map((one) => one.props('keys'));
    expect(caps).toContain('+');
    expect(caps).not.toContain('=');
    expect(caps).not.toContain('b');
    expect(new Set(caps).size).toBe(caps.length);
  });

  it('leaves out drawing for who may only watch', () => {
    expect(shown(false).text()).not.toContain(t('annotations.tool.polygon'));
  });
});
