import { jest } from '@jest/globals';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { type Ref, ref } from 'vue';
import type { Loudspeakers } from './loudspeakers';
import { announced, fakeDevice, voiceAnswers } from './testing/fake-device';
import { FakeMicrophones } from './testing/fake-microphones';
import { FakeSocket } from './testing/fake-socket';
import { inScope, settles } from './testing/in-scope';
import { mayRoute } from './testing/sinks';
import { useVoice, type Voice } from './useVoice';

describe('useVoice', () => {
  let socket: FakeSocket;
  let microphones: FakeMicrophones;
  let maySpeak: Ref<boolean>;
  let playing: Set<string>;
  let sinkIds: string[];
  let voice: Voice;
  let stop: () => void;
  let crowded: boolean;

  const kind = (): string => voice.phase.value.kind;
  const join = async (options: { muted?: boolean } = {}): Promise<void> => {
    voice.join(options);
    await settles(() => kind() === 'joined' && (options.muted || !voice.muted.value));
  };

  const start = (): void => {
    const loudspeakers = { blocked: ref(false), play: (id: string) => void playing.add(id), stop: (id: string) => void playing.delete(id), unblock: async () => undefined, route: (sinkId: string) => void sinkIds.push(sinkId), close: () => playing.clear() };
    ({ result: voice, stop } = inScope(() => useVoice({ socket: socket.asSocket, maySpeak, media: microphones.asMedia, loudspeakers: loudspeakers as Loudspeakers, createDevice: fakeDevice().createDevice })));
    socket.connect();
    socket.tell('voice:state', { state: 'ready' });
  };

  beforeEach(() => {
    localStorage.clear();
    crowded = false;
    socket = new FakeSocket();
    microphones = new FakeMicrophones(['desk', 'headset']);
    maySpeak = ref(true);
    playing = new Set();
    sinkIds = [];
    socket.answers = { ...voiceAnswers(), 'voice:join': () => ({ rtpCapabilities: fakeParameters.generateRouterRtpCapabilities(), crowded, relays: null }) };
    start();
  });
  afterEach(() => stop());

  it('V1: shows what the server says', () => {
    expect(voice.phase.value).toEqual({ kind: 'ready' });
    socket.tell('voice:state', { state: 'unavailable', reason: 'no compiler' });
    expect(voice.phase.value).toEqual({ kind: 'unavailable', reason: 'no compiler' });
  });

  it('joins, listens and speaks', async () => {
    await join();
    await settles(() => socket.times('voice:produce') === 1);
    expect(microphones.live).toHaveLength(1);
    expect(socket.asked.map(([event]) => event)).toEqual(['voice:join', 'voice:transport', 'voice:listen', 'voice:transport', 'voice:connect', 'voice:produce']);
  });

  it('does not ask for the microphone of who joins muted, until it is to be heard', async () => {
    await join({ muted: true });
    expect(microphones.opened).toEqual([]);
    await voice.setMuted(false);
    expect(voice.muted.value).toBe(false);
    expect(microphones.live).toHaveLength(1);
    expect(socket.asked.at(-1)).toEqual(['voice:mute', { muted: false }]);
  });

  it('lets who has no microphone listen, and says why', async () => {
    microphones.refusal = 'NotAllowedError';
    await join({ muted: true });
    await voice.setMuted(false);
    expect(kind()).toBe('joined');
    expect(voice.muted.value).toBe(true);
    expect(voice.microphone.trouble.value).toBe('denied');
    expect(socket.times('voice:produce')).toBe(0);
  });

  it('V5: never opens the microphone of an observer, and closes it for who becomes one', async () => {
    maySpeak.value = false;
    await join({ muted: true });
    await voice.setMuted(false);
    expect(microphones.opened).toEqual([]);
    maySpeak.value = true;
    await voice.setMuted(false);
    expect(microphones.live).toHaveLength(1);
    maySpeak.value = false;
    await settles(() => microphones.live.length === 0);
    expect(voice.muted.value).toBe(true);
  });

  it('V7: plays whom the server gives, until it is taken back', async () => {
    await join({ muted: true });
    const consumer = announced('audio/opus');
    socket.tell('voice:consumer', { ...consumer, peerId: 'ana' });
    await settles(() => socket.times('voice:consumer-ready') === 1);
    expect([...playing]).toEqual([consumer.consumerId]);
    socket.tell('voice:consumer-closed', { consumerId: consumer.consumerId });
    expect(playing.size).toBe(0);
  });

  it('V8: mute is told to the server and keeps the microphone', async () => {
    await join();
    await settles(() => socket.times('voice:produce') === 1);
    await voice.setMuted(true);
    expect(socket.asked.at(-1)).toEqual(['voice:mute', { muted: true }]);
    expect(microphones.live).toHaveLength(1);
  });

  it('V13: begins muted in a crowd and says so, but comes back as one was', async () => {
    crowded = true;
    voice.join();
    await settles(() => kind() === 'joined');
    expect(microphones.opened).toEqual([]);
    expect(voice.imposed.value).toEqual({ kind: 'crowd' });
    await voice.setMuted(false);
    expect(voice.imposed.value).toBeUndefined();
    socket.drop();
    socket.connect();
    socket.tell('voice:state', { state: 'ready' });
    await settles(() => kind() === 'joined' && socket.times('voice:produce') === 2);
    expect(voice.muted.value).toBe(false);
    expect(voice.imposed.value).toBeUndefined();
  });

  it('V14: is muted by a host, keeps the reason until the microphone is opened again, and tells the server the same', async () => {
    await join();
    await settles(() => socket.times('voice:produce') === 1);
    socket.tell('voice:muted', { by: 'host', reason: 'noise' });
    expect(voice.muted.value).toBe(true);
    expect(voice.imposed.value).toEqual({ kind: 'host', by: 'host', reason: 'noise' });
    await settles(() => socket.asked.at(-1)?.[0] === 'voice:mute');
    expect(socket.asked.at(-1)).toEqual(['voice:mute', { muted: true }]);
    await voice.setMuted(false);
    expect(voice.imposed.value).toBeUndefined();
  });

  it('V13: opens the microphone at rest for who holds a key to talk, once, and never lets a sound out before', async () => {
    await join({ muted: true });
    await Promise.all([voice.prepare(), voice.setMuted(false)]);
    expect(socket.asked.filter(([event]) => event === 'voice:produce')).toHaveLength(1);
    await voice.setMuted(true);
    expect(microphones.live).toHaveLength(1);
    expect(microphones.live[0]!.enabled).toBe(false);
    await voice.setMuted(false);
    expect(microphones.live[0]!.enabled).toBe(true);
  });

  it('V13: what is opened at rest is opened at rest at the server', async () => {
    await join({ muted: true });
    await voice.prepare();
    expect(socket.asked.find(([event]) => event === 'voice:produce')?.[1]).toMatchObject({ muted: true });
    expect(microphones.live[0]!.enabled).toBe(false);
    expect(voice.muted.value).toBe(true);
  });

  it('V15: knows whether its microphone is sent on', async () => {
    await join();
    socket.tell('voice:audible', { audible: true });
    expect(voice.audible.value).toBe(true);
    socket.drop();
    expect(voice.audible.value).toBe(false);
  });

  it('V9: comes back by itself after a lost connection, with the same microphone', async () => {
    await join();
    await settles(() => socket.times('voice:produce') === 1);
    socket.drop();
    expect(kind()).toBe('joined');
    socket.connect();
    socket.tell('voice:state', { state: 'ready' });
    await settles(() => kind() === 'joined' && socket.times('voice:produce') === 2);
    expect(microphones.opened).toHaveLength(1);
  });

  it('V10: comes back after a reset once the server is ready', async () => {
    await join({ muted: true });
    socket.tell('voice:reset');
    socket.tell('voice:state', { state: 'preparing' });
    expect(voice.phase.value).toEqual({ kind: 'joining', again: true });
    socket.tell('voice:state', { state: 'ready' });
    await settles(() => kind() === 'joined');
    expect(socket.times('voice:join')).toBe(2);
  });

  it('says what failed once trying again has not helped, and can be asked again', async () => {
    socket.answers['voice:join'] = () => Promise.reject(new Error('no answer'));
    jest.useFakeTimers();
    voice.join();
    await jest.advanceTimersByTimeAsync(30_000);
    jest.useRealTimers();
    expect(voice.phase.value).toEqual({ kind: 'failed', trouble: 'unavailable' });
    expect(socket.times('voice:join')).toBe(4);
    socket.answers['voice:join'] = () => ({ rtpCapabilities: fakeParameters.generateRouterRtpCapabilities(), crowded, relays: null });
    await join({ muted: true });
  });

  it('closes the microphone on leaving, also while the browser still asks for it', async () => {
    await join();
    voice.leave();
    expect(microphones.live).toEqual([]);
    expect(socket.times('voice:leave')).toBe(1);
    expect(kind()).toBe('ready');

    let allow = (): void => undefined;
    microphones.question = new Promise((done) => (allow = done));
    voice.join();
    await settles(() => kind() === 'joined');
    voice.leave();
    allow();
    await settles(() => microphones.opened.length === 2);
    expect(microphones.live).toEqual([]);
  });

  it('plays through the chosen loudspeaker, which browsers name once a microphone is allowed', async () => {
    stop();
    const restore = mayRoute();
    localStorage.setItem('parfocal.loudspeaker', 'headset');
    start();
    await join();
    microphones.loudspeakerIds = ['room', 'headset'];
    await voice.leave();
    await join();
    await settles(() => sinkIds.at(-1) === 'headset');
    voice.loudspeaker.chosenId.value = 'room';
    await settles(() => sinkIds.at(-1) === 'room');
    restore();
  });

  it('goes on with another microphone when the chosen one is unplugged', async () => {
    await join();
    await settles(() => socket.times('voice:produce') === 1);
    microphones.opened[0]!.unplug();
    await settles(() => microphones.opened.length === 2);
    expect(microphones.live).toHaveLength(1);
    expect(voice.muted.value).toBe(false);
    expect(socket.times('voice:produce')).toBe(1);
  });

  it('V12: knows who speaks, in the room or not', () => {
    socket.tell('voice:speaking', ['ana', 'ben']);
    expect([...voice.speaking.value]).toEqual(['ana', 'ben']);
    socket.drop();
    expect(voice.speaking.value.size).toBe(0);
  });

  it('leaves nothing behind', async () => {
    await join();
    stop();
    expect(socket.listenerCount).toBe(0);
    expect(microphones.listenerCount).toBe(0);
    expect(microphones.live).toEqual([]);
    expect(socket.asked.at(-1)?.[0]).toBe('voice:leave');
  });
});
