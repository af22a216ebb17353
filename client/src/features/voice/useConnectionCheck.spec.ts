import { ApiError } from '@/api';
import { ref } from 'vue';
import { optionsFor, type WayToVoice } from './check-path';
import { inScope } from './testing/in-scope';
import { useConnectionCheck } from './useConnectionCheck';
import type { Microphone } from './useMicrophone';

describe('useConnectionCheck', () => {
  let working: ReadonlySet<string>;
  let tried: string[];
  let opens: boolean;
  const keyOf = (way: WayToVoice): string => (way.kind === 'relay' ? way.url : way.kind);

  const start = (server = async () => ({ port: 40_000, address: '203.0.113.5', relays: ['turn:relay.example'] })) => {
    const track = { clone: () => track } as unknown as MediaStreamTrack;
    const microphone = { open: async () => (opens ? track : undefined), close: () => undefined, track: ref(), trouble: ref(opens ? undefined : 'denied') } as unknown as Microphone;
    return inScope(() => useConnectionCheck({
      microphone, server,
      webSocket: async () => working.has('socket'),
      way: async ({ way, heard }) => {
        tried.push(`${keyOf(way)}${heard ? ' listening' : ''}`);
        if (working.has(keyOf(way))) heard?.(-40);
        return working.has(keyOf(way));
      },
    }));
  };

  beforeAll(() => {
    Object.assign(globalThis, { AudioContext: class { createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => [{}] } }); close = async () => undefined; } });
  });
  beforeEach(() => {
    tried = [];
    opens = true;
  });

  it('V20: tries everything, and listens on the first way that works', async () => {
    working = new Set(['socket', 'udp', 'tcp', 'turn:relay.example']);
    const { result, stop } = start();
    await result.start();
    expect(result.steps.value.map(({ id, state }) => [id, state])).toEqual([['socket', 'works'], ['udp', 'works'], ['tcp', 'works'], ['turn:relay.example', 'works']]);
    expect(tried).toEqual(['udp listening', 'tcp', 'turn:relay.example']);
    expect([result.verdict.value, result.isHeard.value, result.isRunning.value]).toEqual(['good', true, false]);
    stop();
  });

  it.each([
    ['slow', ['socket', 'turn:relay.example']],
    ['none', ['socket']],
  ])('V20: says %s where only %j works', async (verdict, works) => {
    working = new Set(works);
    const { result, stop } = start();
    await result.start();
    expect(result.verdict.value).toBe(verdict);
    expect(result.port.value).toBe(40_000);
    stop();
  });

  it('checks the ways of who has no microphone too, and says why there is none', async () => {
    opens = false;
    working = new Set(['socket', 'udp']);
    const { result, stop } = start();
    await result.start();
    expect([result.verdict.value, result.microphoneTrouble.value, result.isHeard.value]).toEqual(['good', 'denied', false]);
    stop();
  });

  it('ends, with a reason, where the server has no voice', async () => {
    working = new Set(['socket']);
    const { result, stop } = start(() => Promise.reject(new ApiError('voice.unavailable')));
    await result.start();
    expect([result.isRunning.value, result.trouble.value]).toEqual([false, 'voice.unavailable']);
    stop();
  });
});

describe('optionsFor', () => {
  const candidate = (protocol: 'udp' | 'tcp') => ({ protocol, ip: '203.0.113.5', port: 40_000 });
  const check = {
    id: 'c', rtpCapabilities: {}, relays: { urls: ['turn:a', 'turn:b'], username: '1:c', credential: 'x' },
    transport: { id: 't', iceParameters: {}, iceCandidates: [candidate('udp'), candidate('tcp')], dtlsParameters: {} },
  };

  it('V20: leaves nothing but the way that is tried', () => {
    expect(optionsFor(check, { kind: 'tcp' })).toMatchObject({ iceCandidates: [{ protocol: 'tcp' }] });
    expect(optionsFor(check, { kind: 'udp' }).iceTransportPolicy).toBeUndefined();
    expect(optionsFor(check, { kind: 'relay', url: 'turn:b' })).toMatchObject({ iceServers: [{ urls: 'turn:b', username: '1:c' }], iceTransportPolicy: 'relay', iceCandidates: [{ protocol: 'udp' }] });
  });
});
