import type { AnnotationClass } from '@parfocal/shared/api';
import { rebasedClasses } from './rebase-classes';

const one = (id: string, en = id): AnnotationClass => ({ id, en, zh: '', colour: 0, isHidden: false });
const base = [one('a'), one('b'), one('c')];

describe('rebasedClasses', () => {
  it('keeps what I changed, takes what others changed elsewhere, and everything anybody added', () => {
    const mine = [one('b'), one('a', 'my a'), one('c'), one('mine')];
    const newest = [one('a', 'their a'), one('b', 'their b'), one('c'), one('theirs')];
    expect(rebasedClasses(base, mine, newest).map(({ id, en }) => `${id}: ${en}`)).toEqual(['b: their b', 'a: my a', 'c: c', 'mine: mine', 'theirs: theirs']);
  });

  it('is theirs where I changed nothing', () => {
    expect(rebasedClasses(base, base, [...base, one('d')])).toEqual([...base, one('d')]);
  });
});
