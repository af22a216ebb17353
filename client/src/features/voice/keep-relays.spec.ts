import { jest } from '@jest/globals';
import type { VoiceRelays } from '@parfocal/shared/protocol';
import { keepRelays } from './keep-relays';
import { FakeSocket } from './testing/fake-socket';

describe('keepRelays', () => {
  const relays: VoiceRelays = { urls: ['turn:relay.example'], username: '1:ana', credential: 'first', lifetimeSeconds: 3_600 };
  let socket: FakeSocket;
  let renewed: string[];
  const keep = (given: VoiceRelays | null = relays): (() => void) => keepRelays(socket.asSocket, given, async ({ credential }) => void renewed.push(credential));

  beforeEach(() => {
    jest.useFakeTimers();
    socket = new FakeSocket();
    socket.connect();
    renewed = [];
  });
  afterEach(() => jest.useRealTimers());

  it('V16: renews before they expire, again and again', async () => {
    let count = 0;
    socket.answers['voice:relays'] = () => ({ ...relays, credential: `renewed ${++count}` });
    const stop = keep();
    await jest.advanceTimersByTimeAsync(3_599_000);
    expect(renewed).toEqual(['renewed 1']);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(renewed).toEqual(['renewed 1', 'renewed 2']);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('V16: tries again where the server did not answer', async () => {
    const stop = keep();
    await jest.advanceTimersByTimeAsync(2_701_000);
    socket.answers['voice:relays'] = () => relays;
    await jest.advanceTimersByTimeAsync(30_000);
    expect(renewed).toEqual(['first']);
    stop();
  });

  it('has nothing to keep in a house without relays', () => {
    keep(null);
    expect(jest.getTimerCount()).toBe(0);
  });
});
