import { FOCUS_SHARP_FROM } from '@parfocal/shared/api';
import { dice } from '../testing/drawn-overview.js';
import { detailOf, scoreOf } from './sharpness.js';

const SIDE_PX = 128;
const picture = (greys: ArrayLike<number>) => ({ widthPx: SIDE_PX, heightPx: SIDE_PX, rgb: Uint8Array.from({ length: greys.length * 3 }, (_, i) => Math.round(greys[Math.floor(i / 3)]!)) });

/** Dark discs of 4 to 9 px radius with lumpy insides on a mottled ground: nuclei at 0.5 µm a pixel. */
function nuclei({ contrast = 1, seed = 7 } = {}): Float64Array {
  const roll = dice(seed);
  const greys = new Float64Array(SIDE_PX ** 2).fill(190);
  for (let i = 0; i < greys.length; i++) greys[i]! -= contrast * roll(8);
  for (let nucleus = 0; nucleus < 90; nucleus++) {
    const [x, y, radius] = [roll(SIDE_PX), roll(SIDE_PX), 4 + roll(6)];
    for (let v = Math.max(0, y - radius); v < Math.min(SIDE_PX, y + radius); v++) {
      for (let u = Math.max(0, x - radius); u < Math.min(SIDE_PX, x + radius); u++) {
        if ((u - x) ** 2 + (v - y) ** 2 < radius ** 2) greys[v * SIDE_PX + u] = 190 - contrast * (70 + roll(40));
      }
    }
  }
  return greys;
}

/** Three passes of a box of `2 * radius + 1` are close to a Gaussian. */
function blurred(greys: Float64Array, radius: number): Float64Array {
  const along = (from: Float64Array, step: number, line: number): Float64Array => from.map((_, i) => {
    const place = Math.floor(i / step) % line;
    let sum = 0;
    for (let d = -radius; d <= radius; d++) sum += from[i + (Math.min(line - 1, Math.max(0, place + d)) - place) * step]!;
    return sum / (2 * radius + 1);
  });
  let soft = greys;
  for (let pass = 0; pass < 3; pass++) soft = along(along(soft, 1, SIDE_PX), SIDE_PX, SIDE_PX);
  return soft;
}

const score = (greys: ArrayLike<number>): number | undefined => scoreOf(detailOf(picture(greys)));

describe('sharpness', () => {
  it('falls with every step of blur, from sharp to blurred', () => {
    const scores = [0, 1, 2, 3, 5].map((radius) => score(radius === 0 ? nuclei() : blurred(nuclei(), radius))!);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBeGreaterThanOrEqual(FOCUS_SHARP_FROM + 2);
    expect(scores[2]).toBeLessThan(FOCUS_SHARP_FROM);
    expect(scores.at(-1)).toBe(0);
  });

  it('says the same of pale as of dark stain', () => {
    const [pale, dark] = [score(nuclei({ contrast: 0.3 }))!, score(nuclei({ contrast: 1 }))!];
    expect(Math.abs(pale - dark)).toBeLessThanOrEqual(1);
  });

  it('does not take camera noise for detail', () => {
    const roll = dice(3);
    const noisy = blurred(nuclei(), 3).map((grey) => grey + roll(9) - 4);
    expect(score(noisy)).toBeLessThan(FOCUS_SHARP_FROM);
  });

  it('does not judge where there is nothing to judge by', () => {
    const roll = dice(5);
    expect(score(new Float64Array(SIDE_PX ** 2).fill(200))).toBeUndefined();
    expect(score(Float64Array.from({ length: SIDE_PX ** 2 }, () => 200 + roll(3)))).toBeUndefined();
  });
});
