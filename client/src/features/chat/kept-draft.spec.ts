import { forgetDrafts, KeptDraft } from './kept-draft';

const waiting = [{ id: '00000000-0000-4000-8000-000000000001', text: 'on its way', place: null }];
const keys = (): string[] => Array.from({ length: sessionStorage.length }, (_, i) => sessionStorage.key(i)!);

describe('KeptDraft', () => {
  beforeEach(() => sessionStorage.clear());

  it('keeps what is unsent for the same person and session, and for no other', () => {
    new KeptDraft('ann', 's1').write({ text: 'half a sen', waiting });
    expect(new KeptDraft('ann', 's1').read()).toEqual({ text: 'half a sen', waiting });
    expect(new KeptDraft('ann', 's2').read()).toBeUndefined();
  });

  it('leaves nothing behind once all is sent', () => {
    const draft = new KeptDraft('ann', 's1');
    draft.write({ text: 'x', waiting });
    draft.write({ text: '', waiting: [] });
    expect(keys()).toEqual([]);
  });

  it('is gone after signing out, and when somebody else writes in this tab', () => {
    sessionStorage.setItem('other', 'kept');
    new KeptDraft('ann', 's1').write({ text: 'x', waiting: [] });
    new KeptDraft('ben', 's1').write({ text: 'y', waiting: [] });
    expect(keys().filter((key) => key.includes('ann'))).toEqual([]);
    forgetDrafts();
    expect(keys()).toEqual(['other']);
  });

  it('takes nothing that is not whole', () => {
    new KeptDraft('ann', 's1').write({ text: 'x', waiting: [] });
    sessionStorage.setItem(keys()[0]!, '{"text":7}');
    expect(new KeptDraft('ann', 's1').read()).toBeUndefined();
    sessionStorage.setItem(keys()[0]!, '{');
    expect(new KeptDraft('ann', 's1').read()).toBeUndefined();
  });
});
