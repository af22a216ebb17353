import { LINGER_MS, ORDER_INTERVAL_MS, Speaking } from './speaking.js';

const ana = { peerId: 'ana', dbov: -20 };
const ben = { peerId: 'ben', dbov: -30 };

describe('Speaking', () => {
  it('V12: tells a new voice at once, loudest first', () => {
    const speaking = new Speaking();
    expect(speaking.hear([ana], 0)).toEqual(['ana']);
    expect(speaking.hear([ben, ana], 1)).toEqual(['ben', 'ana']);
  });

  it('V12: tells nothing that is known', () => {
    const speaking = new Speaking();
    speaking.hear([ana], 0);
    expect(speaking.hear([ana], 250)).toBeUndefined();
    expect(new Speaking().hear([], 0)).toBeUndefined();
  });

  it('V12: a pause between words is no end of speaking', () => {
    const speaking = new Speaking();
    speaking.hear([ana], 0);
    expect(speaking.hear([], LINGER_MS)).toBeUndefined();
    expect(speaking.hear([], LINGER_MS + 1)).toEqual([]);
  });

  it('V12: a mere change of order waits for its turn', () => {
    const speaking = new Speaking();
    speaking.hear([ana, ben], 0);
    expect(speaking.hear([ben, ana], ORDER_INTERVAL_MS - 1)).toBeUndefined();
    expect(speaking.hear([ben, ana], ORDER_INTERVAL_MS)).toEqual(['ben', 'ana']);
  });

  it('V12: who mutes or leaves stops speaking at once', () => {
    const speaking = new Speaking();
    speaking.hear([ana, ben], 0);
    expect(speaking.forget('ana', 1)).toEqual(['ben']);
    expect(speaking.forget('ana', 2)).toBeUndefined();
    expect(speaking.current()).toEqual(['ben']);
  });
});
