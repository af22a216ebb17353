import type { Peer } from '@parfocal/shared/protocol';
import { mount } from '@vue/test-utils';
import { t } from '@/i18n';
import { slideOf } from './testing/slides';
import { type MenuItem, PButton, PDialog, PMenu, PSwitch } from '@/ui';
import PeoplePanel from './PeoplePanel.vue';
import PersonRow from './PersonRow.vue';
import { peerOf } from './testing/peers';

const host = peerOf('you', { role: 'host' });

describe('PeoplePanel', () => {
  const panel = (peers: readonly Peer[], rest: { presenterId?: string | null; removed?: { personId: string; name: string }[] } = {}) =>
    mount(PeoplePanel, { props: { kind: 'teaching', peers, you: 'you', presenterId: null, leaderId: undefined, slides: [slideOf('slide-a')], speaking: new Set<string>(), canHandOver: false, ...rest } });
  type Panel = ReturnType<typeof panel>;
  const row = (wrapper: Panel, nth: number) => wrapper.findAllComponents(PersonRow)[nth]!;
  const offers = (wrapper: Panel, nth: number): string[] => {
    const menu = row(wrapper, nth).findComponent(PMenu);
    return menu.exists() ? (menu.props('groups') as MenuItem[][]).flat().map(({ id }) => id) : [];
  };

  it('S24: tells the truth of where each person is', () => {
    const wrapper = panel([host, peerOf('ann', { isElsewhere: true, delayMs: 400 }), peerOf('ben', { state: 'away' }), peerOf('cid')]);
    expect(row(wrapper, 1).text()).toContain(t('session.elsewhere'));
    expect(row(wrapper, 1).text()).toContain(t('session.delay', { ms: 400 }));
    expect(row(wrapper, 2).text()).toContain(t('session.reconnects'));
    expect(row(wrapper, 2).text()).not.toContain(t('session.onSlide', { slide: 'Slide slide-a' }));
    expect(row(wrapper, 3).text()).toContain(t('session.onSlide', { slide: 'Slide slide-a' }));
    expect(row(wrapper, 3).text()).not.toMatch(/ms/);
  });

  it('S22: shows who follows whom and who refuses, and lets oneself refuse', async () => {
    const wrapper = panel([host, peerOf('ann', { following: 'ben' }), peerOf('ben', { isFollowable: false })]);
    expect(row(wrapper, 1).text()).toContain(t('session.followsWho', { name: 'BEN' }));
    expect(row(wrapper, 2).text()).toContain(t('session.followedBy', { names: 'ANN' }));
    expect(row(wrapper, 2).text()).toContain(t('session.refusesShort'));
    expect(row(wrapper, 2).get('button').attributes('disabled')).toBeDefined();
    wrapper.getComponent(PSwitch).vm.$emit('update:modelValue', false);
    expect(wrapper.emitted('allowFollowers')).toEqual([[false]]);
  });

  it('S25, S26: offers a host, and nobody else, to send people out and to let observers point', () => {
    const [ann, oz, eva] = [peerOf('ann'), peerOf('oz', { role: 'observer', mayPoint: false }), peerOf('eva', { role: 'host' })];
    const wrapper = panel([host, ann, oz, eva]);
    expect([0, 1, 2, 3].map((nth) => offers(wrapper, nth))).toEqual([[], ['remove'], ['pointer', 'remove'], []]);
    row(wrapper, 2).getComponent(PMenu).vm.$emit('choose', 'pointer');
    expect(wrapper.emitted('allowPointer')).toEqual([['oz', true]]);
    expect(offers(panel([peerOf('you'), ann]), 1)).toEqual([]);
  });

  it('S25: sends nobody out before the question is answered, and offers the way back', async () => {
    const wrapper = panel([host, peerOf('ann')], { removed: [{ personId: 'p', name: 'Out' }] });
    row(wrapper, 1).getComponent(PMenu).vm.$emit('choose', 'remove');
    await wrapper.vm.$nextTick();
    expect([wrapper.emitted('remove'), wrapper.getComponent(PDialog).props('open')]).toEqual([undefined, true]);
    const sure = wrapper.getComponent(PDialog).findAllComponents(PButton).find((button) => button.props('variant') === 'stop')!;
    await sure.trigger('click');
    expect(wrapper.emitted('remove')).toEqual([['ann']]);
    await wrapper.findAllComponents(PButton).find((button) => button.text() === t('session.readmit'))!.trigger('click');
    expect(wrapper.emitted('readmit')).toEqual([['p']]);
  });
});
