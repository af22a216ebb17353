import { jest } from '@jest/globals';
import { COLLAB_SILENCE_MS, RECONNECTION } from '@parfocal/shared/protocol';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { careForLine } from './line-care';
import { FakeWebSocket } from './testing/fake-web-socket';

describe('careForLine', () => {
  let provider: WebsocketProvider;
  let stop: () => void;
  const line = (): FakeWebSocket => FakeWebSocket.last;
  /** The provider took the real clock before it was replaced. */
  const spoken = (): void => void (provider.wsLastMessageReceived = Date.now());
  const beat = (): void => {
    line().hear(Uint8Array.of(0, 2, 2, 0, 0));
    spoken();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    FakeWebSocket.made = [];
    provider = new WebsocketProvider('ws://localhost/collab', 'case', new Y.Doc(), {
      connect: false, disableBc: true, maxBackoffTime: RECONNECTION.longestMs, WebSocketPolyfill: FakeWebSocket as unknown as typeof WebSocket,
    });
    stop = careForLine(provider);
    provider.connect();
  });
  afterEach(() => {
    stop();
    provider.destroy();
    provider.awareness.destroy();
    jest.useRealTimers();
  });

  it('S28: a line that does not come about is begun again', () => {
    jest.advanceTimersByTime(RECONNECTION.tryMs - 1);
    expect(FakeWebSocket.made).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(FakeWebSocket.made).toHaveLength(2);
    expect(FakeWebSocket.made[0]!.readyState).toBe(FakeWebSocket.CLOSED);
    line().open();
    expect(provider.wsconnected).toBe(true);
  });

  it('S28: a line that is silent for longer than the server ever is is made anew', () => {
    line().open();
    provider.synced = true;
    spoken();
    jest.advanceTimersByTime(COLLAB_SILENCE_MS - 1);
    beat();
    jest.advanceTimersByTime(COLLAB_SILENCE_MS - 1);
    expect(FakeWebSocket.made).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(FakeWebSocket.made).toHaveLength(2);
  });

  it('S28: a document that comes slowly is waited for', () => {
    line().open();
    spoken();
    jest.advanceTimersByTime(2 * COLLAB_SILENCE_MS);
    expect(FakeWebSocket.made).toHaveLength(1);
  });

  it('S28: a line that broke is tried again after a second at most, however often it failed', () => {
    for (let made = 1; made < 8; made++) {
      expect(FakeWebSocket.made).toHaveLength(made);
      line().end();
      jest.advanceTimersByTime(RECONNECTION.longestMs);
    }
  });

  it('S28: a network that is back is tried at once, whether a try waits or hangs', () => {
    line().open();
    line().end();
    window.dispatchEvent(new Event('online'));
    expect(FakeWebSocket.made).toHaveLength(2);
    window.dispatchEvent(new Event('online'));
    expect(FakeWebSocket.made.map(({ readyState }) => readyState)).toEqual([FakeWebSocket.CLOSED, FakeWebSocket.CLOSED, FakeWebSocket.CONNECTING]);
    line().open();
    window.dispatchEvent(new Event('online'));
    expect([FakeWebSocket.made.length, provider.wsconnected]).toEqual([3, true]);
  });

  it('S28: a network that is back does not open what was closed, or is cared for no more', () => {
    provider.disconnect();
    window.dispatchEvent(new Event('online'));
    expect(FakeWebSocket.made).toHaveLength(1);
    provider.connect();
    stop();
    window.dispatchEvent(new Event('online'));
    expect(FakeWebSocket.made).toHaveLength(2);
  });

  it('leaves alone what is closed, and what it is to care for no more', () => {
    line().open();
    provider.disconnect();
    jest.advanceTimersByTime(60_000);
    expect(FakeWebSocket.made).toHaveLength(1);
    provider.connect();
    stop();
    jest.advanceTimersByTime(RECONNECTION.tryMs);
    expect(FakeWebSocket.made).toHaveLength(2);
  });
});
