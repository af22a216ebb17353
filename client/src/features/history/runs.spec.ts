import type { HistoryItem } from '@parfocal/shared/api';
import { endsInRun, runsOf } from './runs';

let n = 0;
const many = (count: number, rest: Partial<HistoryItem>, gapMs = 0): HistoryItem[] =>
  Array.from({ length: count }, (_, i) => {
    const since = 1_000_000 - i * gapMs;
    return { place: `${++n}.0`, subject: 'annotation', entry: `e${n}`, personId: 'ana', verb: 'created', since, at: since, state: { createdAt: since + n }, was: null, ...rest };
  });
const sizes = (items: readonly HistoryItem[]): number[] => runsOf(items).map((run) => run.items.length);

describe('what was done in one go', () => {
  it('is one row: an import, also where it took its time to come', () => {
    const [run, ...others] = runsOf(many(300, { state: { createdAt: 7 } }, 5_000));
    expect([run?.items.length, run?.isBrought, others]).toEqual([300, true, []]);
  });

  it('is each import by itself, and not what was drawn right before or after', () => {
    const items = [...many(2, {}, 100), ...many(40, { state: { createdAt: 8 } }), ...many(30, { state: { createdAt: 7 } }), ...many(1, {})];
    expect(sizes(items)).toEqual([1, 1, 40, 30, 1]);
    expect(runsOf(items).map((run) => run.isBrought)).toEqual([false, false, true, true, false]);
  });

  it('is what was done to many that were picked, and not what a hand did one after the other', () => {
    expect(sizes(many(20, { verb: 'binned' }))).toEqual([20]);
    expect(runsOf(many(20, { verb: 'binned' }))[0]?.isBrought).toBe(false);
    expect(sizes(many(6, { verb: 'binned' }, 3_000))).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is one person’s and one thing, of five or more', () => {
    expect(sizes([...many(5, { verb: 'binned' }), ...many(5, { verb: 'restored' }), ...many(5, { verb: 'restored', personId: 'ben' })])).toEqual([5, 5, 5]);
    expect(sizes(many(4, { verb: 'binned' }))).toEqual([1, 1, 1, 1]);
    expect(sizes(many(5, { subject: 'comment' }))).toEqual([1, 1, 1, 1, 1]);
  });

  it('may go on after the last that is known', () => {
    expect([endsInRun([]), endsInRun(many(4, { verb: 'binned' })), endsInRun(many(50, { verb: 'binned' }))]).toEqual([false, false, true]);
    expect(endsInRun([...many(50, { verb: 'binned' }), ...many(1, {})])).toBe(false);
  });
});
