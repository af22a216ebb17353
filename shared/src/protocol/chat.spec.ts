import { ChatSay, ChatOlder } from './chat.js';

const id = '11111111-1111-4111-8111-111111111111';
const view = { x: 1, y: 2, resolution: 0.5, rotation: 0 };
const says = (change: object): boolean => ChatSay.safeParse({ id, text: 'a', place: null, ...change }).success;

describe('a chat message on the wire', () => {
  it('C4: has words, not too many, and no NUL', () => {
    expect(ChatSay.parse({ id, text: '  two\nlines ', place: null }).text).toBe('two\nlines');
    expect(['x'.repeat(2_000), '部位'].every((text) => says({ text }))).toBe(true);
    expect(['', '  \n', 'x'.repeat(2_001), 'a\0b', 7, null].some((text) => says({ text }))).toBe(false);
  });

  it('C5: carries a place that can be', () => {
    const mark = { id, layer: 'case' };
    for (const place of [{ slideId: id, view, mark: null }, { slideId: id, view: null, mark }, { slideId: id, view: null, mark: { id, layer: `session~${id}` } }]) expect(says({ place })).toBe(true);
    const wrong = [{ view, mark: null }, { slideId: id, view: { ...view, x: Infinity }, mark: null }, { slideId: id, view: { ...view, resolution: 0 }, mark: null }, { slideId: id, view, mark: { id, layer: '../case' } }];
    for (const place of wrong) expect(says({ place })).toBe(false);
  });

  it('C2: is asked for by a number that there can be', () => {
    expect([1, 0, -1, 1.5, NaN, 1e12].map((before) => ChatOlder.safeParse({ before }).success)).toEqual([true, false, false, false, false, false]);
  });
});
