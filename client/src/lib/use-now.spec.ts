import { jest } from '@jest/globals';
import { inScope } from './testing/in-scope';
import { useNow } from './use-now';

describe('useNow', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_000 }));
  afterEach(() => void jest.useRealTimers());

  it('tells the time anew every minute until its scope ends', () => {
    const { result: now, stop } = inScope(useNow);
    expect(now.value).toBe(1_000);
    jest.advanceTimersByTime(120_000);
    expect(now.value).toBe(121_000);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
