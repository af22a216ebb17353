import type { SlideImage } from '../../readers/index.js';
import { focusScale } from './focus-scale.js';

const image = (mpp: number | undefined, downsamples: number[], objectivePower?: number): SlideImage =>
  ({ mppX: mpp, mppY: mpp, objectivePower, levels: downsamples.map((downsample) => ({ downsample })) }) as SlideImage;

describe('where focus is judged', () => {
  it.each([
    ['a scan of 20x on its own pixels', image(0.5, [1, 4]), { level: 0, scale: 1 }],
    ['a scan of 40x on its level of 20x', image(0.25, [1, 2, 4]), { level: 1, scale: 1 }],
    ['a scan of 40x without such a level on its own pixels, shrunk', image(0.25, [1, 4, 16]), { level: 0, scale: 0.5 }],
    ['a scan of 80x on the level that comes near', image(0.125, [1, 2, 8]), { level: 1, scale: 0.5 }],
    ['a scan of unknown scale as one of 40x', image(undefined, [1, 2]), { level: 0, scale: 0.5 }],
    ['a scan of known objective as that one', image(undefined, [1, 2], 40), { level: 1, scale: 1 }],
    ['a coarse scan on its own pixels', image(1, [1, 2]), { level: 0, scale: 1 }],
  ])('%s', (_, of, scale) => {
    expect(focusScale(of, false)).toEqual(scale);
  });

  it('is nowhere on a scan on which nuclei are dots', () => {
    expect(focusScale(image(8, [1]), false)).toBeUndefined();
  });

  it('is nowhere in fluorescence, for which the scores are not calibrated', () => {
    expect(focusScale(image(0.25, [1, 2]), true)).toBeUndefined();
  });
});
