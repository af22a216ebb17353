import type { SlideSummary } from '@parfocal/shared/api';
import { mount } from '@vue/test-utils';
import { t } from '@/i18n';
import SlideTray from './SlideTray.vue';
import { peerOf } from './testing/peers';

const slideOf = (id: string, rest: Partial<SlideSummary> = {}): SlideSummary => ({
  id, name: `Slide ${id}`, widthPx: 4000, heightPx: 3000, mppX: 0.25, mppY: 0.25, objectivePower: 40, state: 'ready', verdict: null, ...rest,
});

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

  it('tells objective and scale, and the size in pixels where the scale is unknown', () => {
    const words = tray([slideOf('a'), slideOf('b', { mppX: null, mppY: null, objectivePower: null })]).findAll('small').map((small) => small.text());
    expect(words).toEqual(['40x · 0.25 µm', '4000 × 3000 px']);
  });
});
