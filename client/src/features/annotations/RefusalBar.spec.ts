import { mount } from '@vue/test-utils';
import { errorText, t } from '@/i18n';
import RefusalBar from './RefusalBar.vue';
import { annotationOf } from './testing/annotation-of';

const drafts = [annotationOf(1), annotationOf(2, { kind: 'polygon', geometry: [0, 0, 1, 0, 0, 1], label: '' })];

describe('RefusalBar', () => {
  const bar = (canDraw: boolean, drawn = drafts) => mount(RefusalBar, { props: { refusal: { code: 'document.author', drafts: drawn }, canDraw } });
  const buttons = (wrapper: ReturnType<typeof bar>): string[] => wrapper.findAll('button').map((button) => button.text());

  it('says at once that something was taken back, why, and what it was', () => {
    const wrapper = bar(true);
    expect(wrapper.attributes('role')).toBe('alert');
    expect(wrapper.text()).toContain(errorText('document.author'));
    expect(wrapper.findAll('li').map((item) => item.text())).toEqual(['no 1', t('annotations.kind.polygon')]);
  });

  it('offers to draw it again or to let it go', async () => {
    const wrapper = bar(true);
    expect(buttons(wrapper)).toEqual([t('annotations.drawAgain'), t('annotations.letGo')]);
    for (const button of wrapper.findAll('button')) await button.trigger('click');
    expect(wrapper.emitted('again')).toEqual([[drafts]]);
    expect(wrapper.emitted('dismiss')).toHaveLength(1);
  });

  it('does not offer what would be refused again, nor to draw what is nothing', () => {
    expect(buttons(bar(false))).toEqual([t('annotations.letGo')]);
    expect(buttons(bar(true, []))).toEqual([t('annotations.understood')]);
  });
});
