import { Cover, type Overview } from '../overview.js';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Light that came through nothing but glass. */
export interface Glass {
  readonly colour: Rgb;
  /** Bare glass was found; otherwise `colour` is that of the slide's lightest places. */
  readonly isSeen: boolean;
}

/** Largest difference between the bands of a grey pixel: lamps are not all white, and compression adds to it. */
const GREY_CHROMA = 28;
/** Glass lies above this share of the brightest light on the slide. */
const LIGHT = 0.7;
/** Less than this share of the slide is no glass but the light within tissue. */
const LEAST_SHARE = 0.005;

/**
 * The colour of bare glass: the commonest grey among the slide's light, hardly coloured pixels. Works on an underexposed
 * scan too, whose glass is grey.
 */
export function findGlass({ rgb, cover }: Overview): Glass {
  const all = new Uint32Array(256);
  const grey = new Uint32Array(256);
  let scanned = 0;
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] !== Cover.scanned) continue;
    scanned++;
    const most = lightAt(rgb, i);
    all[most]!++;
    if (isGreyAt(rgb, i, most)) grey[most]!++;
  }
  const brightest = quantile(all, scanned, 0.995);
  const from = Math.max(1, Math.floor(brightest * LIGHT));
  let mode = from;
  let found = 0;
  for (let value = from; value < 256; value++) {
    found += grey[value]!;
    if (grey[value]! > grey[mode]!) mode = value;
  }
  const isSeen = scanned > 0 && found / scanned >= LEAST_SHARE;
  return { isSeen, colour: isSeen ? meanNear(rgb, cover, mode) : [brightest, brightest, brightest] };
}

/** The value below which this share of the histogram lies. */
export function quantile(histogram: ArrayLike<number>, count: number, share: number): number {
  let below = 0;
  for (let value = 0; value < histogram.length; value++) {
    below += histogram[value]!;
    if (below >= count * share && below > 0) return value;
  }
  return histogram.length - 1;
}

const lightAt = (rgb: Uint8Array, i: number): number => Math.max(rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!);

const isGreyAt = (rgb: Uint8Array, i: number, light: number): boolean => light - Math.min(rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!) <= GREY_CHROMA;

/** Mean colour of the grey pixels about as bright as `value`. */
function meanNear(rgb: Uint8Array, cover: Uint8Array, value: number): Rgb {
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] !== Cover.scanned) continue;
    const light = lightAt(rgb, i);
    if (Math.abs(light - value) > 4 || !isGreyAt(rgb, i, light)) continue;
    count++;
    for (let band = 0; band < 3; band++) sum[band]! += rgb[i * 3 + band]!;
  }
  return [sum[0]! / count, sum[1]! / count, sum[2]! / count];
}
