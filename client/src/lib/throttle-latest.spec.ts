import { jest } from '@jest/globals';
import { throttleLatest } from './throttle-latest';

describe('throttleLatest', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('sends at once, then only the newest of an interval', () => {
    const sent: number[] = [];
    const push = throttleLatest((value: number) => sent.push(value), 33);
    [1, 2, 3].forEach(push);
    expect(sent).toEqual([1]);
    jest.advanceTimersByTime(33);
    expect(sent).toEqual([1, 3]);
  });

  it('is silent after cancel', () => {
    const sent: number[] = [];
    const push = throttleLatest((value: number) => sent.push(value), 33);
    push(1);
    push(2);
    push.cancel();
    jest.advanceTimersByTime(100);
    expect(sent).toEqual([1]);
  });
});
