import type { Peer } from '@parfocal/shared/protocol';
import { mount, type VueWrapper } from '@vue/test-utils';
import { t } from '@/i18n';
import { type MenuItem, PAvatar, PMenu } from '@/ui';
import PeopleBar from './PeopleBar.vue';
import { peerOf } from './testing/peers';

const [you, ann] = [peerOf('you', { role: 'host' }), peerOf('ann')];

describe('PeopleBar', () => {
  beforeAll(() => void Object.assign(window, { matchMedia: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }) }));

  const bar = (peers: readonly Peer[], rest: { presenterId?: string | null; speaking?: Set<string>; canHandOver?: boolean } = {}) =>
    mount(PeopleBar, { props: { peers, you: 'you', presenterId: null, speaking: new Set<string>(), canHandOver: false, ...rest } });
  const namesOf = (wrapper: VueWrapper): string[] => wrapper.findAllComponents(PAvatar).map((avatar) => avatar.props('name') as string);
  const offersOf = (wrapper: VueWrapper): string[] => (wrapper.getComponent(PMenu).props('groups') as MenuItem[][]).flat().map(({ id }) => id);

  it('shows those who take part, and counts those who watch', () => {
    const wrapper = bar([you, ann, peerOf('olga', { role: 'observer' }), peerOf('otto', { role: 'observer' })]);
    expect(namesOf(wrapper)).toEqual(['YOU', 'ANN']);
    expect(wrapper.text()).toContain(t('session.watching', { n: 2 }));
  });

  it('counts nobody where everybody is shown', () => {
    expect(bar([you, ann]).findAll('li')).toHaveLength(2);
  });

  it('shows eight, and counts the others', () => {
    const wrapper = bar([you, ...Array.from({ length: 11 }, (_, i) => peerOf(`p${i}`))]);
    expect(namesOf(wrapper)).toHaveLength(8);
    expect(wrapper.findAll('li')).toHaveLength(9);
    expect(wrapper.findAll('li').at(-1)!.text()).toBe(t('session.more', { n: 4 }));
    expect(wrapper.text()).not.toContain(t('session.watching', { n: 4 }));
  });

  it('tells in words what rings and badges show', () => {
    const wrapper = bar([you, peerOf('ann', { state: 'away' })], { presenterId: 'ann', speaking: new Set(['you']) });
    expect(wrapper.get('button').attributes('aria-label')).toBe(['ANN', t('session.roles.participant'), t('session.presenter'), t('session.away')].join(', '));
    const [own, other] = wrapper.findAllComponents(PAvatar);
    expect([own!.props('speaking'), own!.props('away')]).toEqual([true, false]);
    expect([other!.props('speaking'), other!.props('away')]).toEqual([false, true]);
  });

  it('offers nothing on oneself', () => {
    expect(bar([you]).findComponent(PMenu).exists()).toBe(false);
  });

  it('offers to follow, and the floor to those who may have it from those who may give it', () => {
    expect(offersOf(bar([you, ann]))).toEqual(['follow']);
    expect(offersOf(bar([you, ann], { canHandOver: true }))).toEqual(['follow', 'handOver']);
    expect(offersOf(bar([you, ann], { canHandOver: true, presenterId: 'ann' }))).toEqual(['follow']);
  });

  it('asks for what was chosen', () => {
    const wrapper = bar([you, ann], { canHandOver: true });
    wrapper.getComponent(PMenu).vm.$emit('choose', 'follow');
    wrapper.getComponent(PMenu).vm.$emit('choose', 'handOver');
    expect([wrapper.emitted('follow'), wrapper.emitted('handOver')]).toEqual([[['ann']], [['ann']]]);
  });
});
