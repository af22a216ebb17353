import { slideOf } from '@/features/session/testing/slides';
import { firstToRead } from './useEntering';

describe('firstToRead', () => {
  const [rejected, damaged, sound] = [slideOf('r', { verdict: 'rejected' }), slideOf('d', { state: 'damaged' }), slideOf('s', { verdict: 'warned' })];
  const first = (role: 'referrer' | 'expert', ...slides: ReturnType<typeof slideOf>[]): string | undefined => firstToRead({ role, slides })?.id;

  it('is a slide to read, before one that waits for a rescan', () => {
    expect(first('referrer', rejected, damaged, sound)).toBe('s');
  });

  it('is one to decide about where the referrer has no other', () => {
    expect(first('referrer', damaged, rejected)).toBe('r');
  });

  it('is the first one where nothing can be opened, and none in an empty case', () => {
    expect([first('expert', rejected, damaged), first('expert')]).toEqual(['r', undefined]);
  });
});
