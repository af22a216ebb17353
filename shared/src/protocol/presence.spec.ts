import { toldDelay } from './presence.js';

describe('toldDelay', () => {
  it('S24: says nothing of a line that is quick enough', () => {
    expect([null, 0, 80, 299].map(toldDelay)).toEqual([null, null, null, null]);
  });

  it('S24: says the rest in steps', () => {
    expect([300, 349, 351, 1_234].map(toldDelay)).toEqual([300, 300, 400, 1_200]);
  });
});
