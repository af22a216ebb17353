import { jest } from '@jest/globals';
import { AWAY_GRACE_MS } from '@parfocal/shared/protocol';
import type { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import { ref } from 'vue';
import { RESTART_LIMIT_MS } from './ice-care';
import type { Loudspeakers } from './loudspeakers';
import { NEW_PATH_LIMIT_MS, SOUND_PATH_MS } from './path';
import { announced, fakeDevice, voiceAnswers } from './testing/fake-device';
import { FakeMicrophones, FakeTrack } from './testing/fake-microphones';
import { FakeSocket } from './testing/fake-socket';
import { inScope } from './testing/in-scope';
import { useVoice, type Voice } from './useVoice';

describe('the ladder of a call', () => {
  let socket: FakeSocket;
  let microphones: FakeMicrophones;
  let handlers: FakeHandler[];
  let playing: Set<string>;
  let voice: Voice;
  let stop: () => void;

  /** Time, and everything that follows from it by promises alone: mediasoup-client queues what it does. */
  const passes = async (ms = 0): Promise<void> => {
    await jest.advanceTimersByTimeAsync(ms);
    for (let turn = 0; turn < 20; turn++) await jest.advanceTimersByTimeAsync(0);
  };
  const hear = async (): Promise<string> => {
    const consumer = announced('audio/opus');
    socket.tell('voice:consumer', { ...consumer, peerId: 'ana' });
    await passes();
    return consumer.consumerId;
  };
  /** In the call, hearing somebody and heard, over t1 (receive) and t2 (send). */
  const stand = async (): Promise<void> => {
    voice.join();
    await passes();
    await hear();
    for (const handler of handlers) handler.setConnectionState('connected');
    await passes(SOUND_PATH_MS);
    socket.asked.length = 0;
  };
  const asked = (): string[] => socket.asked.map(([event]) => event);
  const kind = (): string => voice.phase.value.kind;

  beforeEach(() => {
    jest.useFakeTimers();
    localStorage.clear();
    socket = new FakeSocket();
    socket.answers = voiceAnswers();
    microphones = new FakeMicrophones(['desk']);
    playing = new Set();
    const device = fakeDevice();
    ({ handlers } = device);
    const loudspeakers = { blocked: ref(false), play: (id: string) => void playing.add(id), stop: (id: string) => void playing.delete(id), unblock: async () => undefined, route: () => undefined, close: () => playing.clear() };
    ({ result: voice, stop } = inScope(() => useVoice({ socket: socket.asSocket, maySpeak: true, media: microphones.asMedia, loudspeakers: loudspeakers as Loudspeakers, createDevice: device.createDevice })));
    socket.connect();
    socket.tell('voice:state', { state: 'ready' });
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('V21: a path that comes back by itself, or by ICE, is not touched further', async () => {
    await stand();
    handlers[0]!.setConnectionState('disconnected');
    await passes();
    expect(voice.shaky.value).toBe(true);
    expect(asked()).toEqual(['voice:restart-ice']);
    handlers[0]!.setConnectionState('connected');
    await passes(RESTART_LIMIT_MS * 2);
    expect(voice.shaky.value).toBe(false);
    expect(asked()).toEqual(['voice:restart-ice']);
  });

  it.each([
    ['ICE restarted in vain', async () => {
      handlers[0]!.setConnectionState('disconnected');
      await passes(RESTART_LIMIT_MS);
    }],
    ['the server that knows the transport no more', () => {
      delete socket.answers['voice:restart-ice'];
      handlers[0]!.setConnectionState('disconnected');
    }],
    ['DTLS that failed', () => handlers[0]!.setConnectionState('failed')],
    ['a transport that ended at the server', () => socket.tell('voice:transport-closed', { transportId: 't1' })],
  ])('V21: after %s the path is laid anew, and everybody is heard over it without joining again', async (_why, breakPath) => {
    await stand();
    const [before] = playing;
    await breakPath();
    await passes();
    expect(voice.shaky.value || kind() !== 'joined').toBe(false);
    expect(asked().filter((event) => event !== 'voice:restart-ice')).toEqual(['voice:transport', 'voice:listen']);
    expect(playing.has(before!)).toBe(false);
    const again = await hear();
    handlers[2]!.setConnectionState('connected');
    expect([...playing]).toEqual([again]);
    await passes(NEW_PATH_LIMIT_MS);
    expect([kind(), voice.shaky.value, voice.muted.value]).toEqual(['joined', false, false]);
    expect(socket.times('voice:join')).toBe(0);
  });

  it('V21: the microphone goes over to the new transport as it is, muted or open, and is asked for once', async () => {
    await stand();
    socket.tell('voice:transport-closed', { transportId: 't2' });
    expect(voice.shaky.value).toBe(true);
    await voice.setMuted(true);
    await passes();
    handlers[2]!.setConnectionState('connected');
    expect(asked()).toEqual(['voice:transport', 'voice:connect', 'voice:produce', 'voice:mute']);
    expect(socket.asked.at(-1)).toEqual(['voice:mute', { muted: true }]);
    expect(microphones.opened).toHaveLength(1);
    expect(microphones.live[0]!.enabled).toBe(false);
    await voice.setMuted(false);
    expect(microphones.live[0]!.enabled).toBe(true);
    expect([kind(), voice.shaky.value]).toEqual(['joined', false]);
  });

  it('V17: another camera is the same picture to the server, and goes over to a new transport with what is shown now', async () => {
    await stand();
    const camera = (id: string) => Object.assign(new FakeTrack(id), { kind: 'video' }) as unknown as MediaStreamTrack;
    const [first, second] = [camera('face'), camera('microscope')];
    await voice.call()!.share(first, 'camera', jest.fn());
    await voice.call()!.share(second, 'camera', jest.fn());
    expect(socket.times('share:start')).toBe(1);
    socket.tell('voice:transport-closed', { transportId: 't2' });
    await passes();
    expect(socket.times('share:start')).toBe(2);
    await voice.call()!.share(camera('desk'), 'screen', jest.fn());
    expect(socket.times('share:start')).toBe(3);
  });

  it('V21: so does the picture that is shown; where its place was taken meanwhile, its owner learns it', async () => {
    await stand();
    const lost = jest.fn();
    await voice.call()!.share(Object.assign(new FakeTrack('screen'), { kind: 'video' }) as unknown as MediaStreamTrack, 'screen', lost);
    socket.tell('voice:transport-closed', { transportId: 't2' });
    await passes();
    expect(socket.times('share:start')).toBe(2);
    expect(socket.asked.findLast(([event]) => event === 'share:start')?.[1]).toMatchObject({ transportId: 't3', source: 'screen' });
    expect(lost).not.toHaveBeenCalled();
    handlers[2]!.setConnectionState('connected');
    await passes(SOUND_PATH_MS);
    delete socket.answers['share:start'];
    socket.tell('voice:transport-closed', { transportId: 't3' });
    await passes();
    expect(lost).toHaveBeenCalledTimes(1);
    expect(kind()).toBe('joined');
  });

  it.each([
    ['cannot be opened', () => void delete socket.answers['voice:transport']],
    ['does not stand in time', () => undefined],
    ['breaks again at once', () => undefined],
  ])('V21: a new transport that %s is the end of the call, which is joined again', async (how, hinder) => {
    await stand();
    const { 'voice:transport': opens } = socket.answers;
    hinder();
    socket.tell('voice:transport-closed', { transportId: 't2' });
    await passes();
    socket.answers['voice:transport'] = opens!;
    if (how === 'breaks again at once') {
      handlers[2]!.setConnectionState('connected');
      socket.tell('voice:transport-closed', { transportId: 't3' });
    } else {
      handlers[2]?.setConnectionState('connecting');
      await passes(NEW_PATH_LIMIT_MS);
    }
    await passes(1_000);
    expect(socket.times('voice:join')).toBe(1);
    expect([kind(), voice.shaky.value]).toEqual(['joined', false]);
  });

  it('V21: a first path that never stood is not tried a second time, but joined again', async () => {
    voice.join();
    await passes();
    await hear();
    socket.asked.length = 0;
    handlers[0]!.setConnectionState('failed');
    await passes();
    expect(asked()).toEqual([]);
    expect(voice.phase.value).toEqual({ kind: 'joining', again: true });
  });

  it('V21: what ends at the server of a transport that is gone by now changes nothing', async () => {
    await stand();
    socket.tell('voice:transport-closed', { transportId: 'another' });
    await passes();
    expect(asked()).toEqual([]);
  });

  describe('whose line is away', () => {
    const held = (body: unknown): object => ({ transportIds: ['t1', 't2'], ...(body as object) });
    const back = async (): Promise<void> => {
      socket.connect();
      socket.tell('voice:state', { state: 'ready' });
      await passes();
    };
    beforeEach(async () => {
      await stand();
      socket.answers['voice:resume'] = held;
    });

    it('V24: goes on, is taken up with what it has, and asks for nothing else', async () => {
      const [consumerId] = playing;
      socket.drop();
      await passes(2_000);
      expect([kind(), voice.shaky.value, [...playing], microphones.live.length]).toEqual(['joined', true, [consumerId], 1]);
      await back();
      expect(socket.asked).toEqual([['voice:resume', { callId: 'call', muted: false, producerIds: ['mine'], consumerIds: [consumerId] }]]);
      expect([kind(), voice.shaky.value, [...playing]]).toEqual(['joined', false, [consumerId]]);
      await passes(60_000);
      expect(socket.asked).toHaveLength(1);
    });

    it('V24: mutes at once, and says so with the return', async () => {
      socket.drop();
      void voice.setMuted(true);
      await passes();
      expect(microphones.live[0]!.enabled).toBe(false);
      await back();
      expect(socket.asked[0]).toEqual(['voice:resume', expect.objectContaining({ muted: true })]);
      expect([kind(), voice.muted.value, socket.asked.at(-1)]).toEqual(['joined', true, ['voice:mute', { muted: true }]]);
    });

    it('V24: a voice that the server has no more is heard no more, and one that came is', async () => {
      socket.answers['voice:resume'] = (body) => ({ ...held(body), consumerIds: [] });
      socket.drop();
      await back();
      expect(playing.size).toBe(0);
      const consumerId = await hear();
      expect([...playing]).toEqual([consumerId]);
    });

    it('V24: then ICE: a path that broke meanwhile waits for the line and is mended on its own rung', async () => {
      socket.drop();
      handlers[0]!.setConnectionState('disconnected');
      await passes(RESTART_LIMIT_MS - 1_000);
      expect(asked()).toEqual([]);
      await back();
      expect(asked()).toEqual(['voice:resume', 'voice:restart-ice']);
    });

    it('V24: then new transports: one that the server holds no more is laid anew', async () => {
      socket.answers['voice:resume'] = (body) => ({ ...held(body), transportIds: ['t1'], producerIds: [] });
      socket.drop();
      await back();
      expect(asked()).toEqual(['voice:resume', 'voice:transport', 'voice:connect', 'voice:produce']);
      expect(kind()).toBe('joined');
    });

    it('V24: at last, where nothing of it is held, joins again, with the same microphone', async () => {
      delete socket.answers['voice:resume'];
      socket.drop();
      await back();
      expect([asked().slice(0, 2), socket.times('voice:join')]).toEqual([['voice:resume', 'voice:join'], 1]);
      expect([kind(), microphones.opened.length]).toEqual(['joined', 1]);
    });

    it('V9: is over with the grace, and joined again with the next line', async () => {
      socket.drop();
      await passes(AWAY_GRACE_MS);
      expect([voice.phase.value, playing.size, voice.roster.value]).toEqual([{ kind: 'joining', again: true }, 0, []]);
      await back();
      expect([socket.times('voice:resume'), socket.times('voice:join'), kind()]).toEqual([0, 1, 'joined']);
    });

    it('V9: is over at once where the server ended the connection', async () => {
      socket.drop('io server disconnect');
      expect([kind(), playing.size]).toEqual(['joining', 0]);
    });

    it('leaves nothing behind', async () => {
      socket.drop();
      handlers[0]!.setConnectionState('disconnected');
      stop();
      await passes(60_000);
      expect([socket.listenerCount, microphones.live, jest.getTimerCount()]).toEqual([0, [], 0]);
    });
  });

  it('leaves nothing behind, whatever is being mended', async () => {
    await stand();
    handlers[0]!.setConnectionState('disconnected');
    socket.tell('voice:transport-closed', { transportId: 't2' });
    stop();
    await passes(60_000);
    expect(socket.listenerCount).toBe(0);
    expect(microphones.live).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
