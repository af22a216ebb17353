import { flushPromises } from '@vue/test-utils';
import { ExpectedTiles } from './expected-tiles';
import { TileBytes } from './tile-bytes';

describe('ExpectedTiles', () => {
  let asked: string[];
  let answer: Map<string, { come: (blob: Blob | null) => void; fail: () => void }>;
  let ahead: TileBytes;
  let expected: ExpectedTiles;

  const urls = (count: number, name = 't'): string[] => Array.from({ length: count }, (_, i) => `${name}${i}`);
  const come = (url: string, blob: Blob | null = new Blob([url])): void => answer.get(url)!.come(blob);

  beforeEach(() => {
    asked = [];
    answer = new Map();
    ahead = new TileBytes(1e6, 100);
    expected = new ExpectedTiles(ahead, (url) => {
      asked.push(url);
      return new Promise((resolve, reject) => answer.set(url, { come: resolve, fail: () => reject(new Error('no')) }));
    });
  });

  it('asks at once for a few, and for the next as they come', async () => {
    expected.expect(urls(8));
    expect(asked).toEqual(urls(6));
    come('t0');
    await flushPromises();
    expect(asked).toHaveLength(7);
    expect(ahead.has('t0')).toBe(true);
  });

  it('drops what was not asked for yet when another view is expected, and asks for nothing twice', async () => {
    expected.expect(urls(8));
    expected.expect([...urls(2), 'other']);
    for (const url of urls(6)) come(url);
    await flushPromises();
    expect(asked).toHaveLength(7);
    expect(asked.at(-1)).toBe('other');
    expected.expect(['t0', 'other']);
    expect(asked).toHaveLength(7);
  });

  it('hands over what came, and what is coming, once', async () => {
    expected.expect(['a', 'b']);
    const coming = expected.take('a');
    come('a', null);
    come('b');
    expect(await coming).toBeNull();
    expect(ahead.has('a')).toBe(false);
    await flushPromises();
    expect(ahead.has('b')).toBe(true);
    expect(expected.take('b')).toBeInstanceOf(Blob);
    expect(expected.take('b')).toBeUndefined();
  });

  it('leaves what failed, and what the window asks for itself, to the window', async () => {
    expected.expect(urls(7));
    const coming = expected.take('t0');
    answer.get('t0')!.fail();
    expect(await coming).toBeUndefined();
    await flushPromises();
    expected.expect(urls(9, 'u'));
    expect(expected.take('u5')).toBeUndefined();
    for (const url of ['t1', 't2', 't3', 't4', 't5', 't6']) come(url);
    await flushPromises();
    expect(asked).toContain('u6');
    expect(asked).not.toContain('u5');
  });
});
