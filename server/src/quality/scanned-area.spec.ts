import type { SlideImage } from '../readers/index.js';
import { forgetFilling, forgetOutside, isDarkField } from './scanned-area.js';
import { drawnOverview, type Rgb } from './testing/drawn-overview.js';

const GLASS: Rgb = [240, 241, 240];
const BLACK: Rgb = [0, 0, 0];
const scanned = ({ cover }: { cover: Uint8Array }): number => cover.reduce((sum, value) => sum + value, 0);

describe('what was scanned', () => {
  it('tells fluorescence from a bright field that is filled up with black', () => {
    expect(isDarkField(drawnOverview(20, 20, (x) => (x < 3 ? [10, 20, 200] : [4, 3, 9])))).toBe(true);
    expect(isDarkField(drawnOverview(20, 20, (x) => (x < 6 ? GLASS : BLACK)))).toBe(false);
    expect(isDarkField(drawnOverview(20, 20, (x) => (x < 12 ? [60, 40, 80] : GLASS)))).toBe(false);
  });

  it('leaves out what was filled in with black', () => {
    const overview = drawnOverview(20, 20, (x) => (x < 6 ? GLASS : BLACK));
    forgetFilling(overview);
    expect(scanned(overview)).toBe(6 * 20);
  });

  it('leaves out what the file says was not scanned', () => {
    const overview = drawnOverview(20, 20, () => GLASS);
    const image = { widthPx: 2000, heightPx: 2000, bounds: { x: 500, y: 1000, widthPx: 1000, heightPx: 500 } } as SlideImage;
    forgetOutside(overview, image);
    expect(scanned(overview)).toBe(10 * 5);
  });
});
