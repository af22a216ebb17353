import type { SlideSummary } from '@parfocal/shared/api';
import { flushPromises, mount } from '@vue/test-utils';
import { t } from '@/i18n';
import SlideTray from './SlideTray.vue';
import { peerOf } from './testing/peers';
import { slideOf } from './testing/slides';

describe('SlideTray', () => {
  const tray = (slides: readonly SlideSummary[]) =>
    mount(SlideTray, { props: { slides, current: 'a', peers: [peerOf('ann', { slideId: 'a' }), peerOf('ben', { slideId: 'b' }), peerOf('cleo', { slideId: 'b' })] } });

  it('shows which slide is open, and who looks at which', () => {
    const wrapper = tray([slideOf('a'), slideOf('b'), slideOf('c')]);
    expect(wrapper.findAll('button').map((button) => button.attributes('aria-current'))).toEqual(['true', undefined, undefined]);
    expect(wrapper.findAll('.dots').map((dots) => dots.findAll('i').map((dot) => dot.attributes('title')))).toEqual([['ANN'], ['BEN', 'CLEO'], []]);
  });

  it('opens the one that is clicked', async () => {
    const wrapper = tray([slideOf('a'), slideOf('b')]);
    await wrapper.findAll('button')[1]!.trigger('click');
    expect(wrapper.emitted('open')).toEqual([['b']]);
  });

  it('opens no damaged one, and says so', async () => {
    const wrapper = tray([slideOf('a', { state: 'damaged' })]);
    await wrapper.get('button').trigger('click');
    expect(wrapper.emitted('open')).toBeUndefined();
    expect(wrapper.text()).toContain(t('viewer.damaged.title'));
  });

  it('asks for no picture of a slide that this person may not open', () => {
    const slides = [slideOf('a'), slideOf('b', { verdict: 'rejected' })];
    const wrapper = mount(SlideTray, { props: { slides, current: 'a', peers: [], mayOpen: ({ verdict }: SlideSummary) => verdict !== 'rejected' } });
    expect(wrapper.findAll('button').map((button) => button.find('img').exists())).toEqual([true, false]);
  });

  it('brings the slide that is looked at into sight once the slides have come', async () => {
    const revealed: Element[] = [];
    const { scrollIntoView } = Element.prototype;
    Element.prototype.scrollIntoView = function (this: Element): void {
      revealed.push(this);
    };
    const wrapper = mount(SlideTray, { props: { slides: [], current: 'b', peers: [] } });
    await flushPromises();
    expect(revealed).toEqual([]);
    await wrapper.setProps({ slides: [slideOf('a'), slideOf('b')] });
    await flushPromises();
    expect(revealed).toEqual([wrapper.findAll('button')[1]!.element]);
    Element.prototype.scrollIntoView = scrollIntoView;
  });

  it('tells part and stain apart', () => {
    const wrapper = tray([slideOf('a', { name: 'A1 · Ki-67' }), slideOf('b', { name: 'recut' })]);
    expect(wrapper.findAll('.name').map((name) => [name.get('b').text(), name.find('.stain').exists() && name.get('.stain').text()])).toEqual([['A1', 'Ki-67'], ['recut', false]]);
  });

  it('says what quality control found, and nothing where it found nothing', () => {
    const words = tray([slideOf('a', { verdict: 'warned' }), slideOf('b', { verdict: 'rejected' }), slideOf('c', { verdict: 'accepted' })]).findAll('small').map((small) => small.text());
    expect(words).toEqual([t('session.verdict.warned'), t('session.verdict.rejected'), '40x · 0.25 µm']);
  });

  it('opens none that this person may not open', () => {
    const wrapper = mount(SlideTray, { props: { slides: [slideOf('a'), slideOf('b', { verdict: 'rejected' })], current: 'a', peers: [], mayOpen: ({ verdict }: SlideSummary) => verdict !== 'rejected' } });
    expect(wrapper.findAll('button').map((button) => button.attributes('disabled'))).toEqual([undefined, '']);
  });

  it('gives a dragged slide along, and no damaged one', async () => {
    const wrapper = tray([slideOf('a'), slideOf('b', { state: 'damaged' })]);
    const given: Record<string, string> = {};
    await wrapper.findAll('button')[0]!.trigger('dragstart', { dataTransfer: { setData: (type: string, id: string) => (given[type] = id) } });
    expect(Object.values(given)).toEqual(['a']);
    expect(wrapper.findAll('button').map((button) => button.attributes('draggable'))).toEqual(['true', 'false']);
  });

  it('tells objective and scale, and the size in pixels where the scale is unknown', () => {
    const words = tray([slideOf('a'), slideOf('b', { mppX: null, mppY: null, objectivePower: null })]).findAll('small').map((small) => small.text());
    expect(words).toEqual(['40x · 0.25 µm', '4000 × 3000 px']);
  });
});
