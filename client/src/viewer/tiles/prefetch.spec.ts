import { jest } from '@jest/globals';
import { levelsOf } from '../testing/slide';
import { Prefetch } from './prefetch';
import { prefetchPlan } from './prefetch-plan';
import { TileBytes } from './tile-bytes';
import { TileFailure } from './tile-fetch';

describe('prefetch plan', () => {
  const levels = levelsOf(8000, 8000, [[1, 256, 256], [4, 256, 256]]);
  const view = { x: 4000, y: 4000, resolution: 1, rotation: 0, widthPx: 500, heightPx: 500 };
  const sight = { levels, view, sharp: 0, z: 1, zPlanes: 3 };

  it('has the planes above and below first, then the ring, then the level above', () => {
    const plan = prefetchPlan(sight);
    const kinds = plan.map(({ level, z }) => (z !== 1 ? 'plane' : level === 0 ? 'ring' : 'above'));
    expect([...new Set(kinds)]).toEqual(['plane', 'ring', 'above']);
    // The window touches columns and rows 14 to 16.
    expect(plan.filter(({ z }) => z === 2)).toHaveLength(9);
    expect(plan.filter(({ z }) => z === 0)).toHaveLength(9);
    const ring = plan.filter(({ level, z }) => level === 0 && z === 1);
    expect(ring).toHaveLength(16);
    expect(ring.every(({ column, row }) => column === 13 || column === 17 || row === 13 || row === 17)).toBe(true);
  });

  it('stays on the slide and within its planes', () => {
    const plan = prefetchPlan({ ...sight, view: { ...view, x: 0, y: 0 }, z: 2, zPlanes: 3, sharp: 1 });
    expect(plan.every(({ column, row, level, z }) => column >= 0 && row >= 0 && level === 1 && z >= 0 && z < 3)).toBe(true);
  });
});

describe('prefetch', () => {
  let asked: string[];
  let answers: Map<string, { resolve: (blob: Blob | null) => void; reject: (error: unknown) => void; signal: AbortSignal }>;
  let plan: string[];
  let isIdle: boolean;
  let visibility: DocumentVisibilityState;
  let prefetch: Prefetch;

  beforeEach(() => {
    jest.useFakeTimers();
    [asked, answers, plan, isIdle, visibility] = [[], new Map(), ['a', 'b', 'c', 'd'], true, 'visible'];
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
    prefetch = new Prefetch({
      plan: () => plan, isIdle: () => isIdle,
      fetch: (url, signal) => new Promise((resolve, reject) => {
        asked.push(url);
        answers.set(url, { resolve, reject, signal });
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    });
  });
  afterEach(() => {
    prefetch.dispose();
    Reflect.deleteProperty(document, 'visibilityState');
    jest.useRealTimers();
  });

  const rest = (): void => void jest.advanceTimersByTime(200);
  const come = async (url: string, bytes = 10): Promise<void> => {
    answers.get(url)!.resolve(new Blob(['x'.repeat(bytes)]));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };

  it('begins once the view rests, two at once, and keeps what comes', async () => {
    prefetch.moved();
    expect(asked).toEqual([]);
    rest();
    expect(asked).toEqual(['a', 'b']);
    await come('a');
    expect([asked, prefetch.ahead.take('a')?.size]).toEqual([['a', 'b', 'c'], 10]);
  });

  it('stands behind what can be seen', async () => {
    isIdle = false;
    prefetch.moved();
    rest();
    expect(asked).toEqual([]);
    isIdle = true;
    prefetch.proceed();
    expect(asked).toEqual(['a', 'b']);
    isIdle = false;
    await come('a');
    expect(asked).toEqual(['a', 'b']);
  });

  it('is cancelled when the view moves, and plans anew', () => {
    prefetch.moved();
    rest();
    prefetch.moved();
    expect([...answers.values()].every(({ signal }) => signal.aborted)).toBe(true);
    plan = ['x'];
    rest();
    expect(asked).toEqual(['a', 'b', 'x']);
  });

  it('spends no more than its budget while the view rests', async () => {
    plan = Array.from({ length: 300 }, (_, i) => String(i));
    prefetch.moved();
    rest();
    for (let i = 0; i < 300; i++) if (answers.has(String(i))) await come(String(i));
    expect(asked).toHaveLength(96);
    asked = [];
    prefetch.moved();
    rest();
    await come('96', 9 * 2 ** 20);
    expect(asked).toEqual(['96', '97']);
  });

  it('does nothing for a page that nobody sees, and goes on when it is seen again', () => {
    visibility = 'hidden';
    prefetch.moved();
    rest();
    expect(asked).toEqual([]);
    visibility = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    rest();
    expect(asked).toEqual(['a', 'b']);
  });

  it('does nothing where data is to be saved', () => {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
    prefetch.moved();
    rest();
    Reflect.deleteProperty(navigator, 'connection');
    expect(asked).toEqual([]);
  });

  it('leaves a busy server alone for as long as it asks', async () => {
    prefetch.moved();
    rest();
    answers.get('a')!.reject(new TileFailure(503, undefined, 3_000));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(asked).toEqual(['a', 'b']);
    prefetch.moved();
    jest.advanceTimersByTime(2_000);
    expect(asked).toEqual(['a', 'b']);
    jest.advanceTimersByTime(2_000);
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('tile bytes', () => {
  it('keep the newest within both bounds, and give each away once', () => {
    const bytes = new TileBytes(25, 3);
    const blob = (size: number) => new Blob(['x'.repeat(size)]);
    bytes.put('a', blob(10));
    bytes.put('b', blob(10));
    bytes.put('c', blob(10));
    expect(['a', 'b', 'c'].map((url) => bytes.has(url))).toEqual([false, true, true]);
    expect([bytes.take('b')?.size, bytes.take('b')]).toEqual([10, undefined]);
    for (const url of ['d', 'e', 'f', 'g']) bytes.put(url, null);
    expect([bytes.has('c'), bytes.has('d'), bytes.take('g')]).toEqual([false, false, null]);
  });
});
