import { LaserTrail } from './laser-trail';

describe('LaserTrail', () => {
  const at = (x: number) => ({ x, y: 0 });

  it('follows the hand, and fades with age', () => {
    const trail = new LaserTrail('red');
    for (let i = 0; i <= 4; i++) trail.move(at(i * 10), i * 100);
    const stretches = trail.stretches(400);
    expect(stretches.map(({ from, to }) => [from.x, to.x])).toEqual([[0, 10], [10, 20], [20, 30], [30, 40]]);
    expect(stretches.map(({ age }) => age)).toEqual([...stretches.map(({ age }) => age)].sort((a, b) => b - a));
    expect(stretches.at(-1)!.age).toBe(0);
  });

  it('is gone a moment after it was put out, and not before', () => {
    const trail = new LaserTrail('red');
    trail.move(at(0), 0);
    trail.move(undefined, 500);
    expect(trail.isGone).toBe(false);
    trail.move(undefined, 901);
    expect(trail.isGone).toBe(true);
  });

  it('stays where a hand rests, and is bounded however long it does', () => {
    const trail = new LaserTrail('red');
    for (let i = 0; i < 5_000; i++) trail.move(at(7), i * 2);
    expect(trail.stretches(10_000).at(-1)!.to).toEqual(at(7));
    expect(trail.stretches(10_000).length).toBeLessThanOrEqual(241);
  });
});
