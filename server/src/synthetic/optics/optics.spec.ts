import { BlurLadder } from './blur-ladder.js';
import { FOCUS, Focus } from './focus.js';
import { gaussianWeights } from './gaussian.js';

const SIDE = 128;
const MARGIN = 32;
const INNER = SIDE - 2 * MARGIN;

/** A point of light in the middle, blurred by one variance everywhere. */
function spot(variance: number): Float32Array {
  const sharp = new Float32Array(SIDE * SIDE);
  sharp[(SIDE / 2) * SIDE + SIDE / 2] = 1000;
  return new BlurLadder(sharp, SIDE).blurred(new Float32Array(INNER * INNER).fill(variance), MARGIN);
}

describe('gaussianWeights', () => {
  it.each([0.25, 1, 5.3, 64])('have the variance %d and add up to 1', (variance) => {
    const weights = gaussianWeights(variance);
    const both = (of: (n: number) => number): number => weights.reduce((sum, weight, n) => sum + (n === 0 ? 1 : 2) * weight * of(n), 0);
    expect(both(() => 1)).toBeCloseTo(1, 9);
    expect(both((n) => n * n) / variance).toBeCloseTo(1, 1);
  });
});

describe('BlurLadder', () => {
  it.each([0, 0.1, 0.25, 0.9, 3, 12, 48])('spreads a point by the variance %d, and loses no light', (variance) => {
    const picture = spot(variance);
    let [light, spread] = [0, 0];
    picture.forEach((value, k) => {
      light += value;
      spread += value * ((k % INNER) - INNER / 2) ** 2;
    });
    expect(light).toBeCloseTo(1000, 0);
    expect(Math.abs(spread / light - variance)).toBeLessThan(0.03 + variance * 0.04);
  });

  it('is a Gaussian, to a few hundredths of its height', () => {
    const [variance, height] = [8, 1000 / (2 * Math.PI * 8)];
    const picture = spot(variance);
    for (const [dx, dy] of [[0, 0], [2, 0], [0, 3], [4, 4], [9, 0]] as const) {
      const wanted = height * Math.exp(-(dx * dx + dy * dy) / (2 * variance));
      expect(Math.abs(picture[(INNER / 2 + dy) * INNER + INNER / 2 + dx]! - wanted)).toBeLessThan(height * 0.04);
    }
  });

  it('changes from pixel to pixel', () => {
    const sharp = Float32Array.from({ length: SIDE * SIDE }, (_, k) => (k % 2) * 100);
    const variances = Float32Array.from({ length: INNER * INNER }, (_, k) => (k % INNER) / 16);
    const picture = new BlurLadder(sharp, SIDE).blurred(variances, MARGIN);
    const contrast = (x: number): number => Math.abs(picture[x]! - picture[x + 1]!);
    expect(contrast(0)).toBeGreaterThan(80);
    expect(contrast(60)).toBeLessThan(5);
  });
});

describe('Focus', () => {
  const focus = new Focus(4, 4000, 3000, 5);
  const places = Array.from({ length: 400 }, (_, i) => [(i % 20) * 200, Math.floor(i / 20) * 150] as const);

  it('has no plane that is sharp everywhere, and for each place one that nearly is', () => {
    for (let plane = 0; plane < 5; plane++) expect(Math.max(...places.map(([x, y]) => focus.sigmaPx(plane, x, y)))).toBeGreaterThan(3);
    for (const [x, y] of places) {
      const best = Math.min(...[0, 1, 2, 3, 4].map((plane) => focus.sigmaPx(plane, x, y)));
      expect(best).toBeLessThanOrEqual((FOCUS.spacingUm / 2) * (FOCUS.sigmaPerUm / 0.25) + 1e-9);
    }
  });

  it('varies softly: by less than a third of a plane over a hundred pixels', () => {
    for (const [x, y] of places) expect(Math.abs(focus.heightUm(x + 50, y) - focus.heightUm(x - 50, y))).toBeLessThan(FOCUS.spacingUm * 0.3);
  });

  it('is nothing to a single plane', () => {
    const single = new Focus(4, 4000, 3000, 1);
    for (const [x, y] of places) expect(single.sigmaPx(0, x, y)).toBe(0);
  });
});
