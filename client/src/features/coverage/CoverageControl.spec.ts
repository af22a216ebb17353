import { mount } from '@vue/test-utils';
import { ref } from 'vue';
import { locale, t } from '@/i18n';
import CoverageControl from './CoverageControl.vue';
import type { Coverage } from './useCoverage';

describe('CoverageControl', () => {
  const control = (share: number | undefined, isReady = true, hasScale = true) => {
    const coverage = { share: ref(share), isReady: ref(isReady), isShown: ref(false), power: ref(10), hasScale: ref(hasScale) } as unknown as Coverage;
    return mount(CoverageControl, { props: { coverage }, global: { stubs: { PPopover: { template: '<div><slot name="trigger" /></div>' } } } });
  };
  const said = (...args: Parameters<typeof control>): string => control(...args).get('.share').attributes('title')!;
  beforeEach(() => (locale.value = 'en'));

  it('says how much was seen, and 100 % of nothing less than all', () => {
    expect([said(0.684), said(0.998), said(1)]).toEqual(['68%', '99%', '100%'].map((share) => t('coverage.share', { share, power: '10x' })));
  });

  it('promises no magnification where the slide does not tell its scale', () => {
    expect(said(1, true, false)).toBe(t('coverage.share', { share: '100%', power: t('viewer.pixelShare', { share: '25' }) }));
    expect(said(1, true, false)).not.toContain('10x');
  });

  it('says that it looks for tissue, and that there is none', () => {
    expect([said(undefined, false), said(undefined)]).toEqual([t('coverage.unknown'), t('coverage.noTissue')]);
  });

  it('goes on by its button', async () => {
    const wrapper = control(0.5);
    await wrapper.get(`[aria-label="${t('coverage.next')}"]`).trigger('click');
    expect(wrapper.emitted('next')).toHaveLength(1);
  });
});
