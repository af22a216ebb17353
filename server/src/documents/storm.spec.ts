import { PINNED_STORMS } from './testing/pinned-storms.js';
import { Storm } from './testing/storm.js';
import { Locks } from './vetting/locks.js';
import { UpdateCheck } from './vetting/update-check.js';

const OPERATIONS = 200;

/** Whether any of the first seeds and the pinned ones notices. */
function isNoticed(complaint: string): boolean {
  return [3, 5, ...PINNED_STORMS.map(({ seed }) => seed)].some((seed) => {
    try {
      new Storm(seed).run(OPERATIONS);
      return false;
    } catch (error) {
      return String(error).includes(complaint);
    }
  });
}

describe('a document in a storm', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(Array.from({ length: 12 }, (_, i) => i + 1))('D2, D4 to D9, D13, D17: copies and database are equal at the end, and nothing acknowledged is lost: seed %i', (seed) => {
    expect(new Storm(seed).run(OPERATIONS).promised).toBeGreaterThan(0);
  });

  it.each(PINNED_STORMS)('D2, D4 to D9, D13, D17: so also with seed $seed, pinned because $why', ({ seed }) => {
    expect(new Storm(seed).run(OPERATIONS).promised).toBeGreaterThan(0);
  });

  it('D17: a server that passes over locks does not come through', () => {
    jest.spyOn(Locks.prototype, 'check').mockReturnValue(undefined);
    expect(isNoticed('a locked annotation was changed')).toBe(true);
  });

  it('D2: a server that passes over roles does not come through', () => {
    const { check } = UpdateCheck.prototype;
    jest.spyOn(UpdateCheck.prototype, 'check').mockImplementation(function (this: UpdateCheck, bytes, writer) {
      return check.call(this, bytes, { personId: writer.personId, mayWrite: true });
    });
    expect(isNoticed('who may only watch has written')).toBe(true);
  });

  it('is the same again for the same seed, so that one that fails can be pinned', () => {
    expect(new Storm(5).run(OPERATIONS)).toEqual(new Storm(5).run(OPERATIONS));
  });
});
