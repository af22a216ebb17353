import { behindAt, behindStep, movedBehind } from './order';

const ids = ['a', 'b', 'c', 'd'];
const orderOf = (moved: string, behind: string | null | undefined): string => (behind === undefined ? 'stays' : movedBehind(ids.map((id) => ({ id })), moved, behind).map(({ id }) => id).join(''));

describe('the order of scenes', () => {
  it.each([
    ['a', 'c', true, 'bcad'], ['a', 'c', false, 'bacd'], ['d', 'a', false, 'dabc'], ['d', 'a', true, 'adbc'], ['b', 'd', true, 'acdb'],
    ['b', 'a', true, 'stays'], ['b', 'c', false, 'stays'], ['b', 'b', true, 'stays'], ['b', 'gone', true, 'stays'],
  ])('N3: %p dropped at %p (after: %p) makes %p', (moved, target, isAfter, order) => {
    expect(orderOf(moved, behindAt(ids, moved, target, isAfter))).toBe(order);
  });

  it.each([['a', 1, 'bacd'], ['a', -1, 'stays'], ['c', -1, 'acbd'], ['b', -1, 'bacd'], ['d', 1, 'stays']] as const)('N3: %p by %p makes %p', (moved, by, order) => {
    expect(orderOf(moved, behindStep(ids, moved, by))).toBe(order);
  });
});
