import { markOf } from '../testing/marks';
import { MarkStore } from './mark-store';

const everywhere = { minX: -1e9, minY: -1e9, maxX: 1e9, maxY: 1e9 };
const marks = Array.from({ length: 1000 }, (_, i) => markOf(`m${i}`, 'polygon', [i * 10, 0, i * 10 + 5, 0, i * 10, 5]));

describe('mark store', () => {
  it('keeps what did not change, also when the objects are new', () => {
    const store = new MarkStore();
    store.set(marks);
    const before = store.get('m7');
    expect(store.set(JSON.parse(JSON.stringify(marks)))).toBe(false);
    expect(store.get('m7')).toBe(before);
  });

  it('replaces only the one whose shape changed, and finds it at its new place alone', () => {
    const store = new MarkStore();
    store.set(marks);
    const seen = store.revision;
    const kept = store.get('m8');
    const moved = marks.map((mark) => (mark.annotation.id === 'm7' ? markOf('m7', 'polygon', [0, 900, 5, 900, 0, 905]) : mark));
    expect(store.set(moved)).toBe(true);
    expect(store.get('m8')).toBe(kept);
    expect(store.changedSince(seen)?.map(({ id }) => id)).toEqual(['m7']);
    expect(store.within({ minX: 0, minY: 890, maxX: 10, maxY: 910 }).map(({ id }) => id)).toEqual(['m7']);
    expect(store.within({ minX: 70, minY: 0, maxX: 74, maxY: 1 })).toEqual([]);
  });

  it('notices another colour or caption without making the shape anew', () => {
    const store = new MarkStore();
    store.set([markOf('a', 'point', [1, 2])]);
    const entry = store.get('a');
    expect(store.set([markOf('a', 'point', [1, 2], { caption: 'mitosis' })])).toBe(true);
    expect(store.get('a')).toBe(entry);
    expect(entry!.caption).toBe('mitosis');
  });

  it('forgets what is gone, whether few or many', () => {
    const store = new MarkStore();
    store.set(marks);
    store.set(marks.slice(1));
    expect(store.get('m0')).toBeUndefined();
    expect(store.within(everywhere)).toHaveLength(999);
    store.set(marks.slice(0, 3));
    expect(store.within(everywhere).map(({ id }) => id)).toEqual(['m0', 'm1', 'm2']);
  });

  it('tells what looks different, and no more than that', () => {
    const store = new MarkStore();
    const told: string[][] = [];
    store.changed.add((entries) => told.push(entries.map(({ id }) => id)));
    store.set(marks);
    store.set([...marks.slice(0, 3), markOf('new', 'point', [0, 0]), ...marks.slice(3, 9), ...marks.slice(10)]);
    store.set([...marks.slice(1), marks[0]!]);
    expect(told.map((ids) => (ids.length > 5 ? ids.length : ids))).toEqual([1000, ['new', 'm9'], 1000]);
    expect(store.within(everywhere).at(-1)!.id).toBe('m0');
  });

  it('knows what changed lately, but not after very much has', () => {
    const store = new MarkStore();
    const before = store.revision;
    store.set(marks);
    expect(store.changedSince(before)).toBeUndefined();
    const seen = store.revision;
    store.touch(store.get('m1')!);
    store.set(marks.slice(0, 4));
    store.touch(store.get('m2')!, store.get('m2')!);
    expect(store.changedSince(seen)?.map(({ id }) => id).sort()).toEqual(['m1', 'm2']);
    expect(store.changedSince(store.revision)).toEqual([]);
  });
});
