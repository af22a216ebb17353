import { ByteCache } from './byte-cache.js';

const bytes = (length: number): Buffer => Buffer.alloc(length);

describe('ByteCache', () => {
  it('lets the longest unused go when the bytes no longer fit', () => {
    const cache = new ByteCache(30);
    for (const key of ['a', 'b', 'c']) cache.set(key, bytes(10));
    cache.get('a');
    cache.set('d', bytes(10));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
    expect(cache.bytes).toBe(30);
  });

  it('counts a replaced buffer once', () => {
    const cache = new ByteCache(30);
    cache.set('a', bytes(20));
    cache.set('a', bytes(5));
    expect(cache.bytes).toBe(5);
  });

  it('does not empty itself for a buffer that can never fit', () => {
    const cache = new ByteCache(30);
    cache.set('a', bytes(10));
    cache.set('huge', bytes(31));
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('huge')).toBeUndefined();
  });

  it('is empty after clear', () => {
    const cache = new ByteCache(30);
    cache.set('a', bytes(10));
    cache.clear();
    expect(cache.bytes).toBe(0);
    expect(cache.get('a')).toBeUndefined();
  });
});
