import { SampleStore } from './sample-store';

describe('SampleStore', () => {
  it('gives up what was used longest ago once it holds too much', () => {
    const store = new SampleStore(300);
    for (const key of ['a', 'b', 'c']) store.set(key, new Uint8Array(100));
    store.get('a');
    store.set('d', new Uint16Array(50));
    expect(['a', 'b', 'c', 'd'].map((key) => store.get(key) !== undefined)).toEqual([true, false, true, true]);
  });

  it('counts what is put in again once', () => {
    const store = new SampleStore(250);
    for (let i = 0; i < 9; i++) store.set('a', new Uint8Array(100));
    store.set('b', new Uint8Array(100));
    expect([store.get('a')?.length, store.get('b')?.length]).toEqual([100, 100]);
  });

  it('keeps the newest, however large it is, and is empty once cleared', () => {
    const store = new SampleStore(10);
    store.set('a', new Uint8Array(100));
    expect(store.get('a')).toBeDefined();
    store.clear();
    expect(store.get('a')).toBeUndefined();
  });
});
