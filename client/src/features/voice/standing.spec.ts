import { jest } from '@jest/globals';
import { Standing } from './standing';

interface Thing {
  readonly close: jest.Mock<() => void>;
}
const thing = (): Thing => ({ close: jest.fn<() => void>() });

describe('Standing', () => {
  afterEach(() => jest.useRealTimers());

  it('closes what came of an earlier wish, and never lets it stand', async () => {
    const standing = new Standing<Thing>();
    const [early, late] = [thing(), thing()];
    let come = (_: Thing): void => undefined;
    const first = standing.open(() => new Promise((done) => (come = done)));
    await standing.open(async () => late);
    come(early);
    expect(await first).toBeUndefined();
    expect(early.close).toHaveBeenCalledTimes(1);
    expect(standing.current).toBe(late);
  });

  it('hears no more of what failed after it was let go, nor is that asked whether it still stands', async () => {
    const standing = new Standing<Thing>();
    let isMine = (): boolean => false;
    const opening = standing.open(async (mine) => {
      isMine = mine;
      expect(mine()).toBe(true);
      standing.drop();
      throw new Error('too late');
    });
    expect(await opening).toBeUndefined();
    expect(isMine()).toBe(false);
  });

  it('tells what fails while it is wanted', async () => {
    await expect(new Standing<Thing>().open(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('tries nothing again once it was dropped or opened', async () => {
    jest.useFakeTimers();
    const standing = new Standing<Thing>();
    const again = jest.fn();
    standing.later(again, 1_000);
    await standing.open(async () => thing());
    standing.later(again, 1_000);
    standing.drop();
    jest.advanceTimersByTime(2_000);
    expect(again).not.toHaveBeenCalled();
  });
});
