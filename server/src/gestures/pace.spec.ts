import { tickMs } from './pace.js';

describe('tickMs', () => {
  it('G7: is never longer than the tick of the protocol', () => {
    expect([110, 111, 5_000].map(tickMs)).toEqual([33, 33, 33]);
  });

  it('G7: is short for few', () => {
    expect([0, 2, 12, 50, 100].map(tickMs)).toEqual([4, 4, 4, 15, 30]);
  });
});
