import { DEFAULT_APPEARANCE } from './appearance';
import { ledLook, sharedLook } from './shared-look';

const own = { ...DEFAULT_APPEARANCE, contrast: 2, z: 1, isFlipped: true };

describe('ledLook', () => {
  it('takes all of a first look, but for the mirror', () => {
    const room = sharedLook({ ...DEFAULT_APPEARANCE, gamma: 2, z: 3 });
    expect(ledLook(own, undefined, room)).toEqual({ ...DEFAULT_APPEARANCE, gamma: 2, z: 3, isFlipped: true });
  });

  it('takes only what the presenter changed: what a follower set for their own eyes stands', () => {
    const before = sharedLook(DEFAULT_APPEARANCE);
    const channels = [{ on: true, colour: '#ff0000', low: 0, high: 9 }];
    expect(ledLook(own, before, { ...before, z: 4, channels })).toEqual({ ...own, z: 4, channels });
    expect(ledLook(own, before, { ...before })).toEqual(own);
  });
});
