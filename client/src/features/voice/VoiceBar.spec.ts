import { mount, type VueWrapper } from '@vue/test-utils';
import type { PeerRole } from '@parfocal/shared/protocol';
import { computed, h, nextTick, ref } from 'vue';
import type { Session } from '@/features/session';
import { peerOf } from '@/features/session/testing/peers';
import { errorText, t } from '@/i18n';
import type { VoicePhase } from './call-state';
import type { Loudspeakers } from './loudspeakers';
import type { Imposed } from './room-facts';
import { FakeMicrophones } from './testing/fake-microphones';
import { FakeSocket } from './testing/fake-socket';
import { useShare } from './useShare';
import { useVoice } from './useVoice';
import VoiceBar from './VoiceBar.vue';

describe('VoiceBar', () => {
  const blocked = ref(false);
  let asked: unknown[];
  let wrapper: VueWrapper;

  /** The dock over a voice that stands as told; what it asks for is only noted. */
  const show = (phase: VoicePhase, { maySpeak = true, people = 0, role = 'participant' as PeerRole, imposed = undefined as Imposed | undefined, muted = true } = {}): void => {
    const [own, ann] = [peerOf('p0', { role }), peerOf('p1')];
    const session = { own: ref(own), peers: ref([own, ann]), presenting: ref({ peerId: null, epoch: 1 }) } as unknown as Session;
    const loudspeakers = { blocked, play: () => undefined, stop: () => undefined, unblock: async () => void asked.push('unblock'), route: () => undefined, close: () => undefined } as Loudspeakers;
    wrapper = mount({
      setup() {
        const voice = useVoice({ socket: new FakeSocket().asSocket, maySpeak, media: new FakeMicrophones(['desk']).asMedia, loudspeakers });
        voice.roster.value = Array.from({ length: people }, (_, i) => ({ peerId: `p${i}`, muted: i === 0 }));
        const sharing = useShare({ socket: new FakeSocket().asSocket, voice, media: undefined });
        const noted = { ...voice, phase: ref(phase), join: () => void asked.push('join'), leave: () => void asked.push('leave'), setMuted: async (wanted: boolean) => void asked.push({ muted: wanted }), imposed: ref(imposed), muted: computed(() => muted),
          mutePeer: async (...what: unknown[]) => (asked.push(what), null), muteOthers: async () => (asked.push('others'), null) };
        return () => h(VoiceBar, { voice: noted, session, sharing });
      },
    }, { attachTo: document.body });
  };
  const button = (name: string) => wrapper.findAll('button').find((found) => found.attributes('aria-label') === name || found.text().startsWith(name));

  beforeEach(() => {
    localStorage.clear();
    asked = [];
    blocked.value = false;
  });
  afterEach(() => wrapper.unmount());

  it('offers to join, and says how many are in', async () => {
    show({ kind: 'ready' }, { people: 3 });
    expect(wrapper.get('.count').text()).toBe('3');
    await button(t('voice.join'))!.trigger('click');
    expect(asked).toEqual(['join']);
  });

  it('lets who joins change their mind', async () => {
    show({ kind: 'joining', again: false });
    await button(t('voice.leave'))!.trigger('click');
    expect(asked).toEqual(['leave']);
  });

  it('offers mute, devices and leave to who may speak', async () => {
    show({ kind: 'joined' });
    await button(t('voice.unmute'))!.trigger('click');
    await button(t('voice.leave'))!.trigger('click');
    expect(asked).toEqual([{ muted: false }, 'leave']);
    expect(button(t('voice.microphone'))).toBeDefined();
  });

  it('V5: offers an observer no microphone', () => {
    show({ kind: 'joined' }, { maySpeak: false });
    expect(wrapper.text()).toContain(t('voice.listening'));
    expect(button(t('voice.unmute'))).toBeUndefined();
    expect(button(t('voice.microphone'))).toBeUndefined();
  });

  it('says what failed, as an alert, and offers to join again', () => {
    show({ kind: 'failed', trouble: 'voice.refused' });
    expect(wrapper.get('[role=alert]').text()).toBe(errorText('voice.refused'));
    expect(button(t('voice.join'))).toBeDefined();
  });

  it('V1: says that voice is being prepared, and that there is none', async () => {
    show({ kind: 'preparing' });
    expect(wrapper.get('[role=status]').text()).toBe(t('voice.preparing'));
    wrapper.unmount();
    show({ kind: 'unavailable', reason: 'no compiler' });
    await button(t('voice.none'))!.trigger('click');
    await nextTick();
    expect(document.body.textContent).toContain('no compiler');
  });

  it('asks for the click that the browser wants', async () => {
    show({ kind: 'joined' });
    blocked.value = true;
    await nextTick();
    expect(wrapper.get('[role=alert]').text()).toBe(t('voice.playBlocked'));
    await button(t('voice.play'))!.trigger('click');
    expect(asked).toEqual(['unblock']);
  });

  it('V14: says who muted and why, and V13 that the room is full', () => {
    show({ kind: 'joined' }, { people: 2, imposed: { kind: 'host', by: 'p1', reason: 'echo' } });
    expect(wrapper.get('[role=alert]').text()).toBe(t('voice.mutedForEcho', { name: 'P1' }));
    wrapper.unmount();
    show({ kind: 'joined' }, { imposed: { kind: 'crowd' } });
    expect(wrapper.get('[role=status]').text()).toBe(t('voice.mutedCrowd'));
  });

  it('V14: a host mutes one with a reason, or all but the presenter; nobody else is offered it', async () => {
    show({ kind: 'joined' }, { people: 2, role: 'host' });
    await button(t('voice.inVoice', { n: 2 }))!.trigger('click');
    const inPane = (name: string) => [...document.querySelectorAll('button')].find((one) => one.ariaLabel === name || one.textContent?.trim() === name);
    const reason = document.querySelector<HTMLSelectElement>('select')!;
    reason.value = 'noise';
    reason.dispatchEvent(new Event('change'));
    inPane(t('voice.mutePerson', { name: 'P1' }))!.click();
    inPane(t('voice.muteOthers'))!.click();
    expect(asked).toEqual([['p1', 'noise'], 'others']);
    wrapper.unmount();

    show({ kind: 'joined' }, { people: 2 });
    await button(t('voice.inVoice', { n: 2 }))!.trigger('click');
    expect(inPane(t('voice.muteOthers'))).toBeUndefined();
  });

  it('talks while the key is held, once that is chosen', async () => {
    localStorage.setItem('parfocal.microphone-way', 'held');
    show({ kind: 'joined' });
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'q', code: 'KeyQ', bubbles: true }));
    document.body.dispatchEvent(new KeyboardEvent('keyup', { key: 'q', code: 'KeyQ', bubbles: true }));
    expect(asked).toEqual([{ muted: false }, { muted: true }]);
  });
});
