import { jest } from '@jest/globals';
import type { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import { computed, shallowRef } from 'vue';
import type { VoicePhase } from './call-state';
import { announced, fakeDevice, voiceAnswers } from './testing/fake-device';
import { FakeSocket } from './testing/fake-socket';
import { inScope, settles } from './testing/in-scope';
import { useShareWatch } from './useShareWatch';

type Watching = ReturnType<typeof useShareWatch>;

describe('useShareWatch', () => {
  const share = shallowRef<string | null>('ana');
  const phase = shallowRef<VoicePhase>({ kind: 'ready' });
  let socket: FakeSocket;
  let handlers: FakeHandler[];
  let watching: Watching;
  let stop: () => void;

  const asked = (): string[] => socket.asked.map(([event]) => event);
  const see = async (): Promise<void> => {
    watching.want(true);
    watching.view('small');
    await settles(() => socket.times('voice:listen') > 0);
    socket.tell('share:consumer', announced('video/VP8'));
    await settles(() => watching.picture.value !== undefined);
  };

  beforeEach(() => {
    [share.value, phase.value] = ['ana', { kind: 'ready' }];
    socket = new FakeSocket();
    socket.answers = voiceAnswers();
    socket.connect();
    const device = fakeDevice();
    ({ handlers } = device);
    const isShown = computed(() => share.value !== null);
    ({ result: watching, stop } = inScope(() => useShareWatch({ socket: socket.asSocket, isShown, phase, createDevice: device.createDevice })));
  });
  afterEach(() => stop());

  it('V22: asks for nothing before it is wanted, and then for the picture alone', async () => {
    expect(asked()).toEqual([]);
    await see();
    expect(asked().filter((event) => event !== 'voice:connect')).toEqual(['share:watch', 'voice:transport', 'voice:listen', 'share:view']);
    expect(socket.asked.find(([event]) => event === 'voice:transport')?.[1]).toEqual({ direction: 'receive' });
    expect(socket.asked.at(-1)?.[1]).toMatchObject({ size: 'small' });
  });

  it('V22: ends when it is wanted no more, and tells the server', async () => {
    await see();
    watching.want(false);
    expect(watching.picture.value).toBeUndefined();
    expect(asked().at(-1)).toBe('share:unwatch');
  });

  it('V22: ends with the picture, and begins again with the next one, told in one breath', async () => {
    await see();
    share.value = null;
    share.value = 'ben';
    await settles(() => socket.times('share:watch') === 2);
    expect(socket.times('share:unwatch')).toBe(0);
  });

  it('V22: voice takes the place, and gives it back', async () => {
    await see();
    phase.value = { kind: 'joining', again: false };
    expect(watching.picture.value).toBeUndefined();
    expect(socket.times('share:unwatch')).toBe(0);
    phase.value = { kind: 'ready' };
    await settles(() => socket.times('share:watch') === 2);
  });

  it('V21: a path that ended is laid anew', async () => {
    await see();
    handlers[0]!.setConnectionState('connected');
    socket.tell('voice:transport-closed', { transportId: 't1' });
    await settles(() => socket.times('voice:listen') === 2);
    expect(socket.times('share:watch')).toBe(1);
  });

  it('says so once trying again has not helped, and tries again when asked', async () => {
    jest.useFakeTimers();
    delete socket.answers['share:watch'];
    watching.want(true);
    await jest.advanceTimersByTimeAsync(30_000);
    jest.useRealTimers();
    expect(watching.trouble.value).toBe('voice.refused');
    expect(socket.times('share:watch')).toBe(4);
    socket.answers = voiceAnswers();
    await see();
    expect(watching.trouble.value).toBeUndefined();
  });

  it('leaves nothing behind, also while it is still being opened', async () => {
    watching.want(true);
    stop();
    await settles(() => socket.times('voice:listen') > 0);
    expect(socket.listenerCount).toBe(0);
  });
});
