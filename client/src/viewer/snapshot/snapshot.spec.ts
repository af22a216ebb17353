import { medianColour } from './median-patch';
import { lengthWords } from './paint-scale-bar';

describe('scale bar in a picture', () => {
  it.each([[50, 'µm', '50 µm'], [2000, 'µm', '2 mm'], [0.5, 'µm', '0.5 µm'], [2000, 'px', '2000 px']] as const)('%p %s reads %s', (value, unit, words) => {
    expect(lengthWords({ value, unit })).toBe(words);
  });
});

describe('medianColour', () => {
  it('is the middle of each part, so that a speck of dirt does not count', () => {
    expect(medianColour(Uint8ClampedArray.of(240, 238, 230, 255, 10, 0, 0, 255, 242, 236, 231, 255))).toEqual([240, 236, 230]);
  });

  it('does not count what is not painted, and is none where nothing is', () => {
    expect(medianColour(Uint8ClampedArray.of(0, 0, 0, 0, 9, 8, 7, 255, 0, 0, 0, 0))).toEqual([9, 8, 7]);
    expect(medianColour(new Uint8ClampedArray(16))).toBeUndefined();
  });
});
