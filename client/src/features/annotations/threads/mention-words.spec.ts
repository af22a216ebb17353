import { calledIn, foundFor, mentionAt, partsOf, withMention } from './mention-words';

const ana = { id: 'a', name: 'Ana' };
const anaMaria = { id: 'm', name: 'Ana Maria' };
const li = { id: 'l', name: '李医师' };
const people = [ana, anaMaria, li];

describe('mentions', () => {
  it.each([
    ['@', 1, { from: 0, query: '' }],
    ['see @an', 7, { from: 4, query: 'an' }],
    ['请@李', 3, { from: 1, query: '李' }],
    ['@Ana Ma', 7, { from: 0, query: 'Ana Ma' }],
    ['mail@host', 9, undefined],
    ['@ana\nand', 8, undefined],
    ['@ana  and', 9, undefined],
    ['no', 2, undefined],
    [`@${'x'.repeat(50)}`, 51, undefined],
  ])('in %j at %d', (text, caret, draft) => {
    expect(mentionAt(text, caret)).toEqual(draft);
  });

  it('finds people by the beginning of a word of their name', () => {
    expect([foundFor('mar', people, 5), foundFor('ANA', people, 1), foundFor('李', people, 5), foundFor('x', people, 5)]).toEqual([[anaMaria], [ana], [li], []]);
  });

  it('puts the name where it was typed, and the caret after it', () => {
    expect(withMention('see @an there', { from: 4, query: 'an' }, anaMaria)).toEqual({ text: 'see @Ana Maria there', caret: 15 });
  });

  it('takes a text apart at its names, the longest first', () => {
    expect(partsOf('@Ana Maria and @Ana, not @Bob', people)).toEqual([{ text: '@Ana Maria', person: anaMaria }, { text: ' and ' }, { text: '@Ana', person: ana }, { text: ', not @Bob' }]);
    expect(calledIn('@Ana @李医师 @Ana', people)).toEqual(['a', 'l']);
  });
});
