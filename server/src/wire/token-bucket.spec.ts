import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

/** A bucket and the hands of its clock. */
function bucket(perSecond: number, burst: number): { take(times: number): number; wait(ms: number): void } {
  let nowMs = 0;
  const tokens = new TokenBucket(perSecond, burst, () => nowMs);
  return {
    take: (times) => Array.from({ length: times }, () => tokens.take()).filter(Boolean).length,
    wait: (ms) => (nowMs += ms),
  };
}

describe('TokenBucket', () => {
  it('lets a burst pass, and not one more', () => {
    const { take } = bucket(10, 5);
    expect(take(20)).toBe(5);
  });

  it('lets its rate pass after that', () => {
    const { take, wait } = bucket(10, 5);
    take(5);
    wait(99);
    expect(take(1)).toBe(0);
    wait(1);
    expect(take(2)).toBe(1);
    wait(300);
    expect(take(9)).toBe(3);
  });

  it('saves no more than a burst, however long it was quiet', () => {
    const { take, wait } = bucket(10, 5);
    take(5);
    wait(3_600_000);
    expect(take(20)).toBe(5);
  });

  it('lets never more pass than burst and rate allow, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), fc.array(fc.record({ ms: fc.nat(500), times: fc.nat(50) })), (perSecond, burst, steps) => {
        const { take, wait } = bucket(perSecond, burst);
        let [passed, ms] = [0, 0];
        for (const step of steps) {
          wait(step.ms);
          ms += step.ms;
          passed += take(step.times);
          expect(passed).toBeLessThanOrEqual(burst + (ms / 1000) * perSecond + 1e-6);
        }
      }),
    );
  });
});
