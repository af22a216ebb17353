import fc from 'fast-check';
import { DEFAULT_APPEARANCE, type SlideAppearance } from './appearance';
import { ColourFilter } from './colour-filter';
import { recolour } from './colour-matrix';

const shown = (colour: readonly number[], part: Partial<SlideAppearance>): number[] => {
  const pixels = Uint8ClampedArray.of(...colour, 255);
  recolour(pixels, { ...DEFAULT_APPEARANCE, ...part });
  return [...pixels.slice(0, 3)];
};
const byte = fc.integer({ min: 0, max: 255 });

describe('recolour', () => {
  it('changes nothing by default', () => {
    fc.assert(fc.property(byte, byte, byte, (r, g, b) => expect(shown([r, g, b], {})).toEqual([r, g, b])));
  });

  it('makes glass white, whatever contrast and saturation are', () => {
    expect(shown([240, 230, 220], { whitePoint: [240, 230, 220] })).toEqual([255, 255, 255]);
    expect(shown([240, 230, 220], { whitePoint: [240, 230, 220], contrast: 2, saturation: 3 })).toEqual([255, 255, 255]);
    expect(shown([120, 115, 110], { whitePoint: [240, 230, 220] })).toEqual([128, 128, 128]);
  });

  it('without saturation is grey of the same luminance', () => {
    expect(shown([255, 0, 0], { saturation: 0 })).toEqual([54, 54, 54]);
    expect(shown([10, 200, 100], { saturation: 0 })[0]).toBe(Math.round(0.2126 * 10 + 0.7152 * 200 + 0.0722 * 100));
  });

  it('turns contrast around middle grey, and adds brightness', () => {
    expect(shown([90, 128, 160], { contrast: 3 })).toEqual([15, 129, 225]);
    expect(shown([100, 100, 100], { brightness: 0.2 })).toEqual([151, 151, 151]);
  });

  it('lightens the middle with a gamma above 1, and keeps black and white', () => {
    expect(shown([0, 64, 255], { gamma: 2 })).toEqual([0, 128, 255]);
  });
});

describe('colour filter', () => {
  it('is none while the slide is as scanned, so that its pixels are the file’s', () => {
    const parent = document.createElement('div');
    const filter = new ColourFilter(parent);
    filter.set(DEFAULT_APPEARANCE);
    expect(filter.style).toBe('');
    filter.set({ ...DEFAULT_APPEARANCE, isColourManaged: true, z: 3, isFlipped: true });
    expect(filter.style).toBe('');
    filter.set({ ...DEFAULT_APPEARANCE, gamma: 1.1 });
    expect(filter.style).toMatch(/^url\(#/);
    filter.dispose();
    expect(parent.childElementCount).toBe(0);
  });

  it('has the numbers of the arithmetic', () => {
    const parent = document.createElement('div');
    const filter = new ColourFilter(parent);
    filter.set({ ...DEFAULT_APPEARANCE, contrast: 2, brightness: 0.1, gamma: 2 });
    const values = parent.querySelector('feColorMatrix')!.getAttribute('values')!.split(' ').map(Number);
    expect(values).toHaveLength(20);
    expect([values[0], values[6], values[12], values[18]]).toEqual([2, 2, 2, 1]);
    expect([values[4], values[9], values[14], values[19]]).toEqual([-0.4, -0.4, -0.4, 0]);
    expect(parent.querySelector('feFuncG')!.getAttribute('exponent')).toBe('0.5');
  });
});
