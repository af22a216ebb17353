import { jest } from '@jest/globals';
import { inScope } from './testing/in-scope';
import { useFrames } from './use-frames';

describe('useFrames', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('draws once a frame until its scope ends', () => {
    let frames = 0;
    const { stop } = inScope(() => useFrames(() => frames++));
    jest.advanceTimersToNextTimer(3);
    expect(frames).toBe(3);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends also where drawing itself ended the scope', () => {
    const { stop } = inScope(() => useFrames(() => stop()));
    jest.advanceTimersToNextTimer();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on after a frame that failed', () => {
    let frames = 0;
    inScope(() => useFrames(() => {
      frames++;
      if (frames === 1) throw new Error('once');
    }));
    expect(() => jest.advanceTimersToNextTimer()).toThrow('once');
    jest.advanceTimersToNextTimer();
    expect(frames).toBe(2);
  });
});
