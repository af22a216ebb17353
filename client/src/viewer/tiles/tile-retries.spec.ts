import { jest } from '@jest/globals';
import { TileRetries } from './tile-retries';

describe('tile retries', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('try again ever more rarely, and report trouble from the second failure on', () => {
    const again = jest.fn<(tile: string) => void>();
    const retries = new TileRetries(again, () => undefined);
    const waits: number[] = [];
    for (let i = 1; i <= 4; i++) {
      retries.failed('a');
      expect(retries.trouble).toBe(i >= 2);
      const before = Date.now();
      while (again.mock.calls.length < i) jest.advanceTimersByTime(50);
      waits.push(Date.now() - before);
    }
    expect(waits[0]).toBeLessThan(800);
    expect(waits[3]).toBeGreaterThan(2 * waits[0]!);
    retries.came('a');
    expect([retries.size, retries.trouble]).toEqual([0, false]);
  });

  it('leave a busy server alone for as long as it asked, not all of them to the same moment', () => {
    const again = jest.fn<(tile: number) => void>();
    const retries = new TileRetries<number>(again, () => undefined);
    for (let tile = 0; tile < 50; tile++) retries.failed(tile, 2_000);
    jest.advanceTimersByTime(1_999);
    expect(again).not.toHaveBeenCalled();
    jest.advanceTimersByTime(500);
    expect(again.mock.calls.length).toBeGreaterThan(0);
    expect(again.mock.calls.length).toBeLessThan(50);
    jest.advanceTimersByTime(501);
    expect(again).toHaveBeenCalledTimes(50);
    retries.dispose();
  });

  it('forget what is not needed any more, but let it be asked for afresh', () => {
    const again = jest.fn<(tile: string) => void>();
    const retries = new TileRetries(again, () => undefined);
    retries.failed('a');
    retries.failed('b');
    retries.keep((tile) => tile === 'b');
    expect(again.mock.calls).toEqual([['a']]);
    expect(retries.size).toBe(1);
  });

  it('try everything at once when the network is back, and leave no timer behind', () => {
    const again = jest.fn<(tile: string) => void>();
    const retries = new TileRetries(again, () => undefined);
    retries.failed('a');
    retries.retryNow();
    expect(again).toHaveBeenCalledTimes(1);
    retries.failed('a');
    retries.dispose();
    expect(jest.getTimerCount()).toBe(0);
  });
});
