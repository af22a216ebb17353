import { type CaseSummary } from '@parfocal/shared/api';
import { inGroup, inOrder, matching } from './choose-cases';

const caseWith = (change: Partial<CaseSummary>): CaseSummary => ({
  id: crypto.randomUUID(), accession: 'C-2026-0001', title: 'Skin, excision', question: '', createdAt: 0, role: 'expert', slides: [], members: [], session: null, ...change,
});
const session = (people: number): CaseSummary['session'] => ({ id: crypto.randomUUID(), people });

describe('choosing cases', () => {
  it('puts those being read first, then the newest', () => {
    const [old, young, live, left] = [caseWith({ createdAt: 1 }), caseWith({ createdAt: 2 }), caseWith({ createdAt: 0, session: session(2) }), caseWith({ createdAt: 3, session: session(0) })];
    expect(inOrder([old, young, live, left])).toEqual([live, left, young, old]);
  });

  it('groups by what I am in the case and by what happens now', () => {
    const cases = [caseWith({ role: 'referrer' }), caseWith({ role: 'expert', session: session(1) }), caseWith({ role: 'observer' })];
    expect(inGroup(cases, 'mine')).toHaveLength(3);
    expect(inGroup(cases, 'referred')).toEqual([cases[0]]);
    expect(inGroup(cases, 'asked')).toEqual([cases[1]]);
    expect(inGroup(cases, 'live')).toEqual([cases[1]]);
  });

  it.each([
    ['0417', true],
    ['skin C-2026', true],
    ['Ｃ-2026', true],
    ['ludvik', true],
    ['破裂', true],
    ['h&e', true],
    ['skin lung', false],
    ['   ', true],
  ])('finds by every word: %s', (text, found) => {
    const one = caseWith({
      accession: 'C-2026-0417',
      question: '是否提示破裂？',
      members: [{ person: { id: crypto.randomUUID(), displayName: 'Ludvík' }, role: 'expert' }],
      slides: [{ id: crypto.randomUUID(), name: 'A1 · H&E', widthPx: 1, heightPx: 1, mppX: null, mppY: null, objectivePower: null, state: 'ready', verdict: null }],
    });
    expect(matching([one], text)).toHaveLength(found ? 1 : 0);
  });
});
