import { Backoff } from './backoff.js';

describe('Backoff', () => {
  it('V10: waits double from half a second to half a minute', () => {
    const backoff = new Backoff();
    expect(Array.from({ length: 9 }, () => backoff.failed(0))).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('V3: takes the first two failures for hiccups', () => {
    const backoff = new Backoff();
    expect([1, 2, 3].map(() => (backoff.failed(0), backoff.isStubborn))).toEqual([false, false, true]);
  });

  it('V10: a minute of good service forgives, less does not', () => {
    const backoff = new Backoff();
    backoff.failed(0);
    backoff.started(0);
    expect(backoff.failed(59_999)).toBe(1_000);
    backoff.started(100_000);
    expect(backoff.failed(160_000)).toBe(500);
  });
});
