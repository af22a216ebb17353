import fc from 'fast-check';
import { withMessages } from './chat-log';
import { messageOf } from './testing/message-of';

const seqs = (messages: readonly { seq: number }[]): number[] => messages.map(({ seq }) => seq);

describe('withMessages', () => {
  it('C2: is in the order of the numbers and without a gap, whatever comes when', () => {
    const batches = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }), { maxLength: 12 });
    fc.assert(fc.property(batches, (all) => {
      const log = all.reduce<readonly ReturnType<typeof messageOf>[]>((known, batch) => withMessages(known, batch.map((seq) => messageOf(seq))), []);
      const first = log[0]?.seq ?? 1;
      expect(seqs(log)).toEqual(log.map((_, i) => first + i));
      if (all.flat().length) expect(log.at(-1)!.seq).toBe(Math.max(...all.flat()));
    }));
  });

  it('C2: lets go of what lies beyond a gap', () => {
    expect(seqs(withMessages([messageOf(1), messageOf(2)], [messageOf(5), messageOf(6)]))).toEqual([5, 6]);
    expect(seqs(withMessages([messageOf(5), messageOf(6)], [messageOf(3), messageOf(4)]))).toEqual([3, 4, 5, 6]);
  });

  it('C6: never brings back what was taken back', () => {
    const taken = messageOf(1, { text: '', isTakenBack: true });
    expect(withMessages(withMessages([messageOf(1)], [taken]), [messageOf(1)])).toEqual([taken]);
  });
});
