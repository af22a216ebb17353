import { jest } from '@jest/globals';
import { LookPace } from './look-pace';
import type { TileLook } from './tile-look';

const look = (key: string): TileLook => ({ key, z: 0, isManaged: false, lights: undefined });

describe('look pace', () => {
  let shown: string[];
  let isLoading: boolean;
  let pace: LookPace;

  beforeEach(() => {
    jest.useFakeTimers();
    [shown, isLoading] = [[], false];
    pace = new LookPace({ first: look('a'), isLoading: () => isLoading, show: ({ key }) => shown.push(key), nowMs: () => Date.now() });
  });
  afterEach(() => {
    pace.dispose();
    jest.useRealTimers();
  });

  it('shows a look at once while nothing is on its way, and one that makes the same tiles never', () => {
    pace.want(look('a'));
    pace.want(look('b'));
    expect([shown, pace.now.key, pace.isBehind]).toEqual([['b'], 'b', false]);
  });

  it('waits until the last look is complete, then takes the newest', () => {
    pace.want(look('b'));
    pace.go(true);
    isLoading = true;
    jest.advanceTimersByTime(60);
    for (const key of ['c', 'd', 'e']) pace.want(look(key));
    expect([shown, pace.isBehind]).toEqual([['b'], true]);
    isLoading = false;
    pace.go();
    expect(shown).toEqual(['b', 'e']);
  });

  it('does not wait for ever', () => {
    pace.want(look('b'));
    pace.go(true);
    isLoading = true;
    pace.want(look('c'));
    jest.advanceTimersByTime(400);
    expect(shown).toEqual(['b', 'c']);
  });

  it('lets a frame be painted between two looks, since OpenLayers would forget all tiles when it goes to and fro', () => {
    pace.want(look('b'));
    pace.want(look('a'));
    jest.advanceTimersByTime(1000);
    expect(shown).toEqual(['b']);
    pace.go(true);
    expect(shown).toEqual(['b', 'a']);
  });

  it('forgets a wish that was taken back, and leaves no timer behind', () => {
    pace.want(look('b'));
    pace.go(true);
    isLoading = true;
    pace.want(look('c'));
    pace.want(look('b'));
    jest.advanceTimersByTime(1000);
    expect([shown, pace.isBehind]).toEqual([['b'], false]);
    pace.want(look('d'));
    pace.dispose();
    expect(jest.getTimerCount()).toBe(0);
  });
});
