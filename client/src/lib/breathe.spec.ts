import { jest } from '@jest/globals';
import { mapInSlices } from './breathe';

describe('mapInSlices', () => {
  it('works through everything in order, and lets others in between', async () => {
    // A clock that says a millisecond later each time it is looked at.
    let nowMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs++);
    let others = 0;
    const timer = setInterval(() => others++);
    const items = Array.from({ length: 100 }, (_, i) => i);
    expect(await mapInSlices(items, (item, index) => item + index)).toEqual(items.map((i) => 2 * i));
    clearInterval(timer);
    expect(others).toBeGreaterThan(3);
  });
});
