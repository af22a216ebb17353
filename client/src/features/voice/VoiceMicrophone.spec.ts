import { mount } from '@vue/test-utils';
import { ref } from 'vue';
import { t } from '@/i18n';
import type { Voice } from './useVoice';
import VoiceMicrophone from './VoiceMicrophone.vue';

describe('VoiceMicrophone', () => {
  it.each(['heard', 'unheard'] as const)('is named with every word that is read on it while %s', (heard) => {
    const voice = { muted: ref(false), setMuted: async () => undefined } as unknown as Voice;
    const button = mount(VoiceMicrophone, { props: { voice, level: 0, heard, isHeldToTalk: false } }).get('button');
    const name = button.attributes('aria-label')!;
    expect(name.startsWith(t('voice.mute'))).toBe(true);
    expect(name.includes(t('voice.heardShort'))).toBe(heard === 'heard');
  });
});
