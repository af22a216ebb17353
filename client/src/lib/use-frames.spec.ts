import { jest } from '@jest/globals';
import { computed, ref } from 'vue';
import { inScope } from './testing/in-scope';
import { useFrames } from './use-frames';

describe('useFrames', () => {
  let frames: number;
  beforeEach(() => {
    frames = 0;
    jest.useFakeTimers();
  });
  afterEach(() => void jest.useRealTimers());
  const counted = (inMs = Infinity): number => {
    frames++;
    return inMs;
  };

  it('draws once, and at rest asks for no frame', () => {
    inScope(() => useFrames(() => counted()));
    jest.advanceTimersToNextTimer();
    expect(frames).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('draws every frame for as long as it is told to, and until its scope ends', () => {
    const { stop } = inScope(() => useFrames(() => counted(frames < 5 ? 0 : Infinity)));
    jest.advanceTimersToNextTimer(3);
    expect(frames).toBe(3);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('draws again when the time has come, and once for any number of calls', () => {
    const { result: wake } = inScope(() => useFrames(() => counted(5_000)));
    jest.advanceTimersByTime(4_900);
    expect(frames).toBe(1);
    wake();
    wake();
    jest.advanceTimersByTime(100);
    expect(frames).toBe(2);
    jest.advanceTimersByTime(5_000);
    expect(frames).toBe(3);
  });

  it('draws again when what it read has changed, and not when something else has', () => {
    const [read, other] = [ref(1), ref(1)];
    const double = computed(() => 2 * read.value);
    inScope(() => useFrames(() => (double.value > 0 ? counted() : 0)));
    jest.advanceTimersToNextTimer();
    other.value = 2;
    expect(jest.getTimerCount()).toBe(0);
    read.value = 2;
    jest.advanceTimersToNextTimer();
    expect(frames).toBe(2);
  });

  it('ends also where drawing itself ended the scope', () => {
    const { stop } = inScope(() => useFrames(() => {
      stop();
      return 0;
    }));
    jest.advanceTimersToNextTimer();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on after a frame that failed', () => {
    inScope(() => useFrames(() => {
      if (counted() && frames === 1) throw new Error('once');
      return 0;
    }));
    expect(() => jest.advanceTimersToNextTimer()).toThrow('once');
    jest.advanceTimersToNextTimer();
    expect(frames).toBe(2);
  });
});
