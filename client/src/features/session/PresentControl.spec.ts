import type { Peer, PeerRole } from '@parfocal/shared/protocol';
import { mount } from '@vue/test-utils';
import { t } from '@/i18n';
import PresentControl from './PresentControl.vue';
import { peerOf } from './testing/peers';

describe('PresentControl', () => {
  const control = (role: PeerRole | undefined, presenting: 'me' | 'someone' | 'nobody', busy = false, isAsking = false) => {
    const own = role && peerOf('you', { role });
    const presenter: Peer | undefined = { me: own, someone: peerOf('ann'), nobody: undefined }[presenting];
    return mount(PresentControl, { props: { own, presenter, isPresenting: presenting === 'me', isAsking, busy } });
  };

  it.each([
    ['host', 'nobody', 'session.present', 'ask'],
    ['host', 'someone', 'session.presentTake', 'take'],
    ['host', 'me', 'session.presentStop', 'release'],
    ['participant', 'nobody', 'session.present', 'ask'],
    ['participant', 'someone', 'session.presentAsk', 'ask'],
    ['participant', 'me', 'session.presentStop', 'release'],
  ] as const)('S10, S12: offers a %s, while %s presents, %s', async (role, presenting, words, event) => {
    const wrapper = control(role, presenting);
    expect(wrapper.findAll('button').map((button) => button.text())).toEqual([t(words)]);
    await wrapper.get('button').trigger('click');
    expect(Object.keys(wrapper.emitted()).filter((name) => name !== 'click')).toEqual([event]);
  });

  it('S11: who has asked waits, and cannot ask twice', async () => {
    const wrapper = control('participant', 'someone', false, true);
    expect(wrapper.get('button').text()).toBe(t('session.presentWaiting'));
    expect(wrapper.get('button').attributes('title')).toBe(t('session.presentAsked', { name: 'ANN' }));
    await wrapper.get('button').trigger('click');
    expect(wrapper.emitted('ask')).toBeUndefined();
  });

  it.each(['someone', 'nobody'] as const)('S10: offers an observer nothing, while %s presents', (presenting) => {
    expect(control('observer', presenting).find('button').exists()).toBe(false);
    expect(control(undefined, presenting).find('button').exists()).toBe(false);
  });

  it('asks once while an answer is on its way', async () => {
    const wrapper = control('participant', 'someone', true);
    await wrapper.get('button').trigger('click');
    expect(wrapper.emitted('ask')).toBeUndefined();
  });
});
