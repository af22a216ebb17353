import type { Comment } from '@parfocal/shared/annotation';
import { mount } from '@vue/test-utils';
import { errorText, t } from '@/i18n';
import RefusalBar from './RefusalBar.vue';
import { ANA, annotationOf, idOf } from './testing/annotation-of';

const remark: Comment = { id: idOf(7), annotation: idOf(1), author: ANA, createdAt: 7, kind: 'remark', text: 'is this one?', mentions: [] };
const drafts = [annotationOf(1), annotationOf(2, { kind: 'polygon', geometry: [0, 0, 1, 0, 0, 1], label: '' })];

describe('RefusalBar', () => {
  const bar = (canDraw: boolean, drawn = drafts, remarks: Comment[] = []) => mount(RefusalBar, { props: { refusal: { code: 'document.author', drafts: drawn, remarks }, canDraw } });
  const buttons = (wrapper: ReturnType<typeof bar>): string[] => wrapper.findAll('button').map((button) => button.text());

  it('says at once that something was taken back, why, and what it was', () => {
    const wrapper = bar(true);
    expect(wrapper.attributes('role')).toBe('alert');
    expect(wrapper.text()).toContain(errorText('document.author'));
    expect(wrapper.findAll('li').map((item) => item.text())).toEqual(['no 1', t('annotations.kind.polygon')]);
  });

  it('offers to draw it again, to keep it as a file, or to let it go', async () => {
    const wrapper = bar(true);
    expect(buttons(wrapper)).toEqual([t('annotations.drawAgain'), t('annotations.keepAsFile'), t('annotations.letGo')]);
    for (const button of wrapper.findAll('button')) await button.trigger('click');
    expect(wrapper.emitted('again')).toEqual([[{ code: 'document.author', drafts, remarks: [] }]]);
    expect(wrapper.emitted('keep')).toHaveLength(1);
    expect(wrapper.emitted('dismiss')).toHaveLength(1);
  });

  it('does not offer what would be refused again, nor to draw what is nothing', () => {
    expect(buttons(bar(false))).toEqual([t('annotations.keepAsFile'), t('annotations.letGo')]);
    expect(buttons(bar(true, []))).toEqual([t('annotations.understood')]);
  });

  it('shows what was said, word by word, and offers to send it again', () => {
    const wrapper = bar(true, [], [remark]);
    expect(wrapper.find('li').text()).toBe('is this one?');
    expect(buttons(wrapper)).toEqual([t('annotations.sayAgain'), t('annotations.letGo')]);
  });
});
