import { jest } from '@jest/globals';
import { PRESENCE_INTERVAL_MS } from '@parfocal/shared/protocol';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { welcomeOf } from './testing/peers';
import { usePresence } from './usePresence';

describe('usePresence', () => {
  let socket: FakeSessionSocket;
  let nowMs: number;
  let stop: () => void;
  let hidden: DocumentVisibilityState;

  const told = () => socket.asked.map(([, body]) => body);
  const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0).then(() => undefined);
  const welcome = async (): Promise<void> => {
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', []));
    await settle();
  };
  const see = async (state: DocumentVisibilityState): Promise<void> => {
    hidden = state;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    nowMs = 0;
    hidden = 'visible';
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => hidden);
    socket = new FakeSessionSocket();
    // Every question takes 420 ms.
    socket.answer = () => {
      nowMs += 420;
      return { ok: true, value: null };
    };
    ({ stop } = inScope(() => usePresence({ socket: socket.asSocket, now: () => nowMs })));
  });
  afterEach(() => {
    stop();
    expect([jest.getTimerCount(), socket.listenerCount]).toEqual([0, 0]);
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('S24: tells how long the last question took, every five seconds', async () => {
    await welcome();
    await jest.advanceTimersByTimeAsync(PRESENCE_INTERVAL_MS);
    expect(told()).toEqual([{ isElsewhere: false, delayMs: null }, { isElsewhere: false, delayMs: 420 }]);
  });

  it('S24: tells at once when the tab is hidden and when it is back, and nothing of a line it measured meanwhile', async () => {
    await welcome();
    await see('hidden');
    await see('visible');
    expect(told()).toEqual([{ isElsewhere: false, delayMs: null }, { isElsewhere: true, delayMs: 420 }, { isElsewhere: false, delayMs: null }]);
  });

  it('rests while the line is down', async () => {
    await welcome();
    socket.drop();
    await jest.advanceTimersByTimeAsync(10 * PRESENCE_INTERVAL_MS);
    expect(told()).toHaveLength(1);
    await welcome();
    expect(told()).toHaveLength(2);
  });
});
