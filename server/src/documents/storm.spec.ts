import { Storm } from './testing/storm.js';

const OPERATIONS = 200;

describe('a document in a storm', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))('D4 to D9, D13, D17: copies and database are equal at the end, and nothing acknowledged is lost: seed %i', (seed) => {
    expect(new Storm(seed).run(OPERATIONS).promised).toBeGreaterThan(0);
  });

  it('is the same again for the same seed, so that one that fails can be pinned', () => {
    expect(new Storm(5).run(OPERATIONS)).toEqual(new Storm(5).run(OPERATIONS));
  });
});
