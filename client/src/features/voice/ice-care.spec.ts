import { jest } from '@jest/globals';
import type { types } from 'mediasoup-client';
import { careForPath, RESTART_LIMIT_MS } from './ice-care';

class FakePath {
  closed = false;
  readonly restarted: object[] = [];
  readonly listeners = new Set<(state: string) => void>();
  on(_event: string, listener: (state: string) => void): void {
    this.listeners.add(listener);
  }
  off(_event: string, listener: (state: string) => void): void {
    this.listeners.delete(listener);
  }
  async restartIce(given: object): Promise<void> {
    this.restarted.push(given);
  }
  become(state: string): void {
    for (const listener of [...this.listeners]) listener(state);
  }
}

describe('careForPath', () => {
  const iceParameters = { usernameFragment: 'u', password: 'p' };
  let path: FakePath;
  let lost: jest.Mock<() => void>;
  let shaky: boolean;
  let stop: () => void;

  const care = (restart = async (): Promise<types.IceParameters> => iceParameters): void => {
    stop = careForPath(path as unknown as types.Transport, { restart, lost, shaky: (is) => void (shaky = is) });
  };

  beforeEach(() => {
    jest.useFakeTimers();
    path = new FakePath();
    lost = jest.fn<() => void>();
    shaky = false;
  });
  afterEach(() => jest.useRealTimers());

  it('restarts ICE when the path is disconnected, once', async () => {
    care();
    path.become('disconnected');
    path.become('disconnected');
    expect(shaky).toBe(true);
    await jest.advanceTimersByTimeAsync(0);
    expect(path.restarted).toEqual([{ iceParameters }]);
  });

  it('is calm again once connected', async () => {
    care();
    path.become('disconnected');
    path.become('connected');
    await jest.advanceTimersByTimeAsync(RESTART_LIMIT_MS * 2);
    expect(shaky).toBe(false);
    expect(lost).not.toHaveBeenCalled();
  });

  it('gives the path up when a restart does not help in time', async () => {
    care();
    path.become('disconnected');
    await jest.advanceTimersByTimeAsync(RESTART_LIMIT_MS - 1);
    expect(lost).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(lost).toHaveBeenCalledTimes(1);
    expect(shaky).toBe(false);
  });

  it('gives it up at once when it failed, or the server refuses to restart', async () => {
    care();
    path.become('failed');
    expect(lost).toHaveBeenCalledTimes(1);
    care(() => Promise.reject(new Error('voice.refused')));
    path.become('disconnected');
    await jest.advanceTimersByTimeAsync(0);
    expect(lost).toHaveBeenCalledTimes(2);
  });

  it('leaves nothing behind', async () => {
    care();
    path.become('disconnected');
    stop();
    await jest.advanceTimersByTimeAsync(RESTART_LIMIT_MS * 2);
    expect(path.listeners.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    expect(lost).not.toHaveBeenCalled();
  });
});
