import { Ticker } from './ticker.js';

describe('Ticker', () => {
  let runs: number[];
  let ticker: Ticker;

  beforeEach(() => {
    jest.useFakeTimers();
    runs = [];
    ticker = new Ticker(() => 33, () => runs.push(performance.now()));
  });
  afterEach(() => jest.useRealTimers());

  it('G7: runs at once after a quiet interval, after what came in the same turn', () => {
    ticker.request();
    ticker.request();
    expect(runs).toEqual([]);
    jest.advanceTimersByTime(0);
    expect(runs).toHaveLength(1);
  });

  it('G7: makes one run of all requests in an interval', () => {
    for (let at = 0; at < 330; at++) {
      ticker.request();
      jest.advanceTimersByTime(1);
    }
    expect(runs.length).toBeGreaterThanOrEqual(10);
    expect(runs.length).toBeLessThanOrEqual(11);
  });

  it('runs no more once stopped', () => {
    ticker.request();
    ticker.stop();
    jest.advanceTimersByTime(100);
    expect(runs).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is quiet when nothing is asked of it', () => {
    ticker.request();
    jest.advanceTimersByTime(1000);
    expect(runs).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
