import { spread } from './survey.js';

describe('spread', () => {
  it('takes all of a few', () => {
    expect(spread(3, 4)).toEqual([0, 1, 2]);
  });

  it('takes the first, the last and evenly between, each once', () => {
    expect(spread(100, 4)).toEqual([0, 33, 66, 99]);
    expect(new Set(spread(257)).size).toBe(256);
  });
});
