import { type Measurements, reasonsOf, verdictFor } from './judge.js';

const GOOD: Measurements = { occasion: 'consultation', tissueShare: 0.2, blurredShare: 0.02, glassBrightness: 240, clippedShare: 0, tiles: { looked: 1000, unreadable: 0 }, tilesForAScreen: 130, mpp: 0.25 };
const judged = (measured: Partial<Measurements>): string[] => reasonsOf({ ...GOOD, ...measured }).map(({ code, severity }) => `${severity} ${code}`);

describe('the verdict', () => {
  it.each<[string, Partial<Measurements>, string[]]>([
    ['a good scan', {}, []],
    ['bare glass', { tissueShare: 0.0001, blurredShare: 1 }, ['rejection no-tissue']],
    ['a speck of tissue', { tissueShare: 0.001 }, ['warning little-tissue']],
    ['a blurred stripe', { blurredShare: 0.2 }, ['warning partly-out-of-focus']],
    ['all of it blurred', { blurredShare: 0.9 }, ['rejection out-of-focus']],
    ['dim light', { glassBrightness: 150 }, ['warning under-exposed']],
    ['hardly any light', { glassBrightness: 60 }, ['rejection under-exposed']],
    ['no glass to see', { glassBrightness: undefined }, []],
    ['colours at their end', { clippedShare: 0.5 }, ['warning over-exposed']],
    ['one damaged tile', { tiles: { looked: 1000, unreadable: 1 } }, ['warning tiles-unreadable']],
    ['a file that was cut short', { tiles: { looked: 1000, unreadable: 400 } }, ['rejection tiles-unreadable']],
    ['one enormous level', { tilesForAScreen: 6000 }, ['warning levels-missing']],
    ['no scale', { mpp: undefined }, ['warning mpp-missing']],
    ['20x for a consultation', { mpp: 0.5 }, []],
    ['10x for a consultation', { mpp: 1 }, ['warning resolution-too-low']],
    ['5x for a consultation', { mpp: 2 }, ['rejection resolution-too-low']],
    ['10x for a board', { mpp: 1, occasion: 'tumor-board' }, ['warning resolution-too-low']],
    ['20x for cytology', { mpp: 0.5, occasion: 'cytology' }, ['warning resolution-too-low']],
    ['10x for cytology', { mpp: 1, occasion: 'cytology' }, ['rejection resolution-too-low']],
    ['10x for teaching', { mpp: 1, occasion: 'teaching' }, []],
    ['1x for teaching', { mpp: 10, occasion: 'teaching' }, ['warning resolution-too-low']],
  ])('of %s', (_, measured, reasons) => {
    expect(judged(measured)).toEqual(reasons);
  });

  it('names all reasons, the gravest first', () => {
    expect(judged({ blurredShare: 0.2, mpp: 3, glassBrightness: 150 })).toEqual(['rejection resolution-too-low', 'warning partly-out-of-focus', 'warning under-exposed']);
  });

  it('says what was measured and what the limit is', () => {
    expect(reasonsOf({ ...GOOD, blurredShare: 0.2 })).toEqual([{ code: 'partly-out-of-focus', severity: 'warning', measured: 0.2, limit: 0.1 }]);
    expect(reasonsOf({ ...GOOD, tiles: { looked: 1000, unreadable: 400 } })).toEqual([{ code: 'tiles-unreadable', severity: 'rejection', measured: 400, limit: 50 }]);
  });

  it('follows the gravest reason', () => {
    expect(verdictFor([])).toBe('accepted');
    expect(verdictFor([{ code: 'mpp-missing', severity: 'warning' }])).toBe('warned');
    expect(verdictFor([{ code: 'mpp-missing', severity: 'warning' }, { code: 'no-tissue', severity: 'rejection' }])).toBe('rejected');
  });
});
