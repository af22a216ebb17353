import { Brightfield } from '../cameras/brightfield.js';
import { SectionPainter } from './section-painter.js';
import { GLASS, type Stain } from './stain.js';

const SIDE = 1280;

/** What a colour camera makes of a section. */
class Scan {
  private readonly section: SectionPainter;
  private readonly camera: Brightfield;

  constructor(seed: number, stain: Stain) {
    this.section = new SectionPainter(seed, SIDE, SIDE, stain === 'IHC');
    this.camera = new Brightfield(seed, stain);
  }

  paint(x0: number, y0: number, sidePx: number): Uint8Array | undefined {
    const canvas = this.section.paint(x0, y0, sidePx);
    return canvas && this.camera.develop(this.camera.light(canvas), canvas, 0)[0];
  }
}

const paintAll = (painter: Scan): (Uint8Array | undefined)[] => {
  const squares: (Uint8Array | undefined)[] = [];
  for (let y = 0; y < SIDE; y += 256) for (let x = 0; x < SIDE; x += 256) squares.push(painter.paint(x, y, 256));
  return squares;
};

describe('SectionPainter', () => {
  it('paints the same square alike, whatever came before', () => {
    const first = new Scan(7, 'HE');
    paintAll(first);
    expect(first.paint(512, 512, 256)).toEqual(new Scan(7, 'HE').paint(512, 512, 256));
  });

  it('joins squares without a seam', () => {
    const painter = new Scan(3, 'HE');
    const whole = painter.paint(512, 512, 512)!;
    const part = painter.paint(768, 768, 256)!;
    let different = 0;
    for (let y = 0; y < 256; y++) {
      for (let x = 0; x < 256 * 3; x++) if (whole[(y + 256) * 512 * 3 + 256 * 3 + x] !== part[y * 256 * 3 + x]) different++;
    }
    expect(different).toBe(0);
  });

  it('leaves glass around the tissue, and draws another slide for another seed', () => {
    const one = paintAll(new Scan(1, 'HE'));
    expect(one[0]).toBeUndefined();
    expect(one.filter((square) => square).length).toBeGreaterThan(8);
    expect(new Scan(2, 'HE').paint(512, 512, 256)).not.toEqual(one[2 * 5 + 2]);
  });

  it('has nuclei, stroma and glass in H&E, and brown in IHC alone', () => {
    const painted = { HE: paintAll(new Scan(1, 'HE')), IHC: paintAll(new Scan(1, 'IHC')) };
    const share = (stain: 'HE' | 'IHC', is: (r: number, g: number, b: number) => boolean): number => {
      let [hits, pixels] = [0, 0];
      for (const rgb of painted[stain]) {
        for (let k = 0; rgb && k < rgb.length; k += 3, pixels++) if (is(rgb[k]!, rgb[k + 1]!, rgb[k + 2]!)) hits++;
      }
      return hits / pixels;
    };
    expect(share('HE', (r, g, b) => r < 140 && b > g + 20)).toBeGreaterThan(0.04);
    expect(share('HE', (r, g) => r > 190 && g < 200 && g > 80)).toBeGreaterThan(0.25);
    expect(share('HE', (r, g, b) => r === GLASS[0] && g === GLASS[1] && b === GLASS[2])).toBeGreaterThan(0.02);
    const isBrown = (r: number, g: number, b: number): boolean => r < 150 && r > b + 20;
    expect(share('IHC', isBrown)).toBeGreaterThan(0.005);
    expect(share('HE', isBrown)).toBe(0);
  });
});
