import { Cover, type Overview } from '../overview.js';

export type Rgb = readonly [red: number, green: number, blue: number];

/** An overview whose pixel at (x, y) has the colour that `colourAt` says; `undefined` is a place that was not scanned. */
export function drawnOverview(widthPx: number, heightPx: number, colourAt: (x: number, y: number) => Rgb | undefined): Overview {
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255);
  const cover = new Uint8Array(widthPx * heightPx);
  for (let i = 0; i < cover.length; i++) {
    const colour = colourAt(i % widthPx, Math.floor(i / widthPx));
    if (!colour) continue;
    cover[i] = Cover.scanned;
    rgb.set(colour, i * 3);
  }
  return { widthPx, heightPx, rgb, cover };
}

/** Whole numbers from 0 below `most` that look random and are the same in every run. */
export function dice(seed = 1): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}
