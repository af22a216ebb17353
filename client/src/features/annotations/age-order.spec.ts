import type { Annotation } from '@parfocal/shared/annotation';
import { byAge, withChanges } from './age-order';
import { annotationOf } from './testing/annotation-of';

describe('withChanges', () => {
  const list = Array.from({ length: 200 }, (_, i) => annotationOf(i));

  it.each([[3], [150]])('takes out and puts in %d at their places, and leaves the list as it was', (many) => {
    const gone = list.filter((_, i) => i % 200 < many && i % 2 === 0);
    const come = gone.map(({ createdAt }) => annotationOf(1_000 + createdAt, { createdAt: createdAt * 1.5 })).reverse();
    const next = withChanges(list, new Set(gone), come);
    expect(next).toEqual([...list.filter((one) => !gone.includes(one)), ...come].sort(byAge));
    expect(list).toHaveLength(200);
  });

  it('does not look through what is older than all that comes', () => {
    let looks = 0;
    const watched = list.map((one) => Object.defineProperty({ ...one }, 'createdAt', { get: () => (looks++, one.createdAt) }));
    const come = Array.from({ length: 100 }, (_, i) => annotationOf(1_000 + i));
    expect(withChanges(watched, new Set(), come).map(({ id }) => id)).toEqual([...list, ...come].map(({ id }) => id));
    expect(looks).toBeLessThan(2 * Math.log2(list.length));
  });

  it('puts a changed one in the place of what it was', () => {
    const changed: Annotation = { ...list[7]!, label: 'changed' };
    const next = withChanges(list, new Set([list[7]!]), [changed]);
    expect(next.map((one, i) => (one === list[i] ? 0 : one))).toEqual(list.map((_, i) => (i === 7 ? changed : 0)));
  });
});
