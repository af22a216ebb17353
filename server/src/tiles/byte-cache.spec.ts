import { ByteCache } from './byte-cache.js';

const bytes = (length: number): Buffer => Buffer.alloc(length);
const fill = (cache: ByteCache<string>, prefix: string, count: number): void => {
  for (let i = 0; i < count; i++) cache.set(`${prefix}${i}`, bytes(10));
};

describe('ByteCache', () => {
  it('never holds more bytes than it may', () => {
    const cache = new ByteCache<string>(100);
    for (let i = 0; i < 200; i++) {
      cache.set(`${i % 37}`, bytes(1 + (i * 7) % 50));
      cache.get(`${(i * 5) % 37}`);
      expect(cache.bytes).toBeLessThanOrEqual(100);
    }
  });

  it('lets the unused go and keeps the used', () => {
    const cache = new ByteCache<string>(100);
    cache.set('used', bytes(10));
    cache.set('unused', bytes(10));
    for (let round = 0; round < 10; round++) {
      fill(cache, `${round}-`, 4);
      expect(cache.get('used')).toBeDefined();
    }
    expect(cache.get('unused')).toBeUndefined();
  });

  it('keeps as much as fits, the newest', () => {
    const cache = new ByteCache<string>(100);
    fill(cache, 'a', 50);
    for (let i = 0; i < 50; i++) expect(cache.get(`a${i}`) !== undefined).toBe(i >= 40);
  });

  it('counts a replaced buffer once', () => {
    const cache = new ByteCache<string>(100);
    cache.set('a', bytes(20));
    cache.set('a', bytes(5));
    expect(cache.bytes).toBe(5);
  });

  it('does not empty itself for a buffer that can never fit', () => {
    const cache = new ByteCache<string>(100);
    cache.set('a', bytes(10));
    cache.set('huge', bytes(101));
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('huge')).toBeUndefined();
  });

  it('lets go of what it is told to, and of its bytes', () => {
    const cache = new ByteCache<string>(100);
    fill(cache, 'a', 3);
    fill(cache, 'b', 2);
    cache.forgetAll((key) => key.startsWith('a'));
    expect(cache.bytes).toBe(20);
    expect(cache.get('a1')).toBeUndefined();
    expect(cache.get('b1')).toBeDefined();
  });

  it('is empty after clear', () => {
    const cache = new ByteCache<string>(100);
    fill(cache, 'a', 8);
    cache.clear();
    expect(cache.bytes).toBe(0);
    expect(cache.get('a7')).toBeUndefined();
  });
});
