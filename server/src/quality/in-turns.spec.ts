import { inTurns } from './in-turns.js';

describe('inTurns', () => {
  const turns = (signal = new AbortController().signal) => ({ signal, onProgress: () => undefined });

  it('gives each item one turn and tells how far it is', async () => {
    const shares: number[] = [];
    const seen: number[] = [];
    await inTurns([1, 2, 3, 4], { signal: new AbortController().signal, onProgress: (share) => shares.push(share) }, (item) => {
      seen.push(item);
      return Promise.resolve();
    });
    expect([seen, shares]).toEqual([[1, 2, 3, 4], [0.25, 0.5, 0.75, 1]]);
  });

  it('begins nothing after it is aborted, and says why', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const work = inTurns([1, 2, 3, 4, 5, 6, 7, 8, 9], turns(controller.signal), (item) => {
      seen.push(item);
      controller.abort(new Error('deleted meanwhile'));
      return Promise.resolve();
    });
    await expect(work).rejects.toThrow('deleted meanwhile');
    expect(seen.length).toBeLessThan(9);
  });

  it('ends with the first error', async () => {
    const seen: number[] = [];
    const work = inTurns(Array.from({ length: 100 }, (_, i) => i), turns(), (item) => {
      seen.push(item);
      return item === 2 ? Promise.reject(new Error('gone')) : Promise.resolve();
    });
    await expect(work).rejects.toThrow('gone');
    await Promise.resolve();
    expect(seen.length).toBeLessThan(20);
  });
});
