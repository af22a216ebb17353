import { AlignmentPut, similarityOf } from './index.js';

const [first, second] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const pair = { slideA: first, slideB: second, scale: 2, rotation: 0.5, dx: -10, dy: 20 };

describe('AlignmentPut', () => {
  it('takes a pair in its one order, and gives its map', () => {
    expect(similarityOf(AlignmentPut.parse(pair))).toEqual({ scale: 2, rotation: 0.5, dx: -10, dy: 20 });
  });

  it.each([
    ['the other order', { slideA: second, slideB: first }],
    ['a slide with itself', { slideB: first }],
    ['no scale', { scale: 0 }],
    ['a mirror', { scale: -1 }],
    ['an offset past every slide', { dx: 1e12 }],
    ['what is no number', { dy: NaN }],
    ['more than a turn', { rotation: 7 }],
    ['what it does not know', { note: 'x' }],
  ])('refuses %s', (_, change) => {
    expect(AlignmentPut.safeParse({ ...pair, ...change }).success).toBe(false);
  });
});
