import { sameEnds } from './same-ends';

describe('sameEnds', () => {
  it.each([
    ['abcd', 'abcd', { head: 4, tail: 0 }],
    ['abcd', 'abXcd', { head: 2, tail: 2 }],
    ['abcd', 'acd', { head: 1, tail: 2 }],
    ['abcd', 'abcdX', { head: 4, tail: 0 }],
    ['abcd', 'Xabcd', { head: 0, tail: 4 }],
    ['aa', 'aaa', { head: 2, tail: 0 }],
    ['', 'ab', { head: 0, tail: 0 }],
  ])('%j and %j', (before, after, ends) => {
    expect(sameEnds([...before], [...after])).toEqual(ends);
  });
});
