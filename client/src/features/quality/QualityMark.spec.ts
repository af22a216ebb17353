import { mount } from '@vue/test-utils';
import { h } from 'vue';
import { t } from '@/i18n';
import { PTooltipScope } from '@/ui';
import QualityMark from './QualityMark.vue';
import { summaryOf } from './testing/quality';

const mark = (verdict: 'accepted' | 'warned' | 'rejected' | null) =>
  mount({ render: () => h(PTooltipScope, () => h(QualityMark, { slide: summaryOf({ verdict }) })) });

describe('QualityMark', () => {
  it.each(['warned', 'rejected'] as const)('says %s in words, also as the button’s name', (verdict) => {
    const button = mark(verdict).get('button');
    const words = t(`quality.short.${verdict}`);
    expect(button.text()).toBe(words);
    expect(button.attributes('aria-label')).toContain(words);
    expect(button.attributes('aria-label')).toContain('A1 · H&E');
  });

  it('has no chip where nothing is to be said, but a way to the findings', () => {
    const accepted = mark('accepted');
    expect([accepted.text(), accepted.findAll('button')]).toEqual(['', [expect.anything()]]);
  });

  it('is not there for a slide that was never measured', () => {
    expect(mark(null).find('button').exists()).toBe(false);
  });

  it('opens the findings', async () => {
    const wrapper = mark('warned');
    await wrapper.get('button').trigger('click');
    expect(wrapper.getComponent(QualityMark).emitted('open')).toHaveLength(1);
  });
});
