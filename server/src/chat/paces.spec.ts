import { Paces } from './paces.js';

const ann = { sessionId: 's', personId: 'ann' };

describe('Paces', () => {
  let nowMs = 0;
  const paces = new Paces(() => nowMs);
  const taken = (who: { sessionId: string; personId: string }, times: number): number => Array.from({ length: times }, () => paces.take(who)).filter(Boolean).length;

  it('C4: lets what waited come at once, then one a second, of each person by themselves', () => {
    expect(taken(ann, 30)).toBe(20);
    nowMs = 2_000;
    expect(taken(ann, 30)).toBe(2);
    expect(taken({ ...ann, personId: 'ben' }, 30)).toBe(20);
    expect(taken({ ...ann, sessionId: 'other' }, 30)).toBe(20);
  });

  it('forgets a session that is over', () => {
    paces.forget('s');
    expect(taken(ann, 30)).toBe(20);
  });
});
