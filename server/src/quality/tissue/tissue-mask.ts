import { Cover, type Overview } from '../overview.js';
import type { Glass } from './glass.js';
import { otsu } from './otsu.js';

/** A byte a pixel of the overview: 1 where there is tissue. */
export interface TissueMask {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tissue: Uint8Array;
  /** Tissue as a share of what was scanned, 0 to 1. */
  readonly share: number;
}

/** How much a pixel looks like tissue: counted in steps of a histogram from 0 to 255. */
type Score = (rgb: Uint8Array, at: number) => number;

interface Limits {
  /** The threshold is kept between these: noise of bare glass is no tissue, and faint tissue beside dark tissue is. */
  readonly least: number;
  readonly most: number;
}

/** Steps of optical density; 1.0 (a tenth of the light) is as dark as matters here. */
const DENSITY_STEPS = 255;
/** Faintest haematoxylin of an immunostain absorbs about 0.05 in one band; compression noise on glass less than 0.03. */
const DENSITY: Limits = { least: 0.04 * DENSITY_STEPS, most: 0.065 * DENSITY_STEPS };
/** Grey shadows of dust and of the coverslip's edge have no colour; what is as dark as this is pigment, silver or ink. */
const DARK_DENSITY = 0.3;
const LEAST_COLOUR = 0.02;
/** Of a dark field: over camera noise, at most a quarter of the range. */
const GLOW: Limits = { least: 12, most: 64 };

/** Stained tissue on glass, by how much more light than the glass it absorbs in any band. */
export function brightFieldMask(overview: Overview, glass: Glass): TissueMask {
  const density = glass.colour.map((light) => Float32Array.from({ length: 256 }, (_, value) => Math.max(0, Math.log10((light + 1) / (value + 1)))));
  return maskBy(overview, DENSITY, (rgb, at) => {
    const [red, green, blue] = [density[0]![rgb[at]!]!, density[1]![rgb[at + 1]!]!, density[2]![rgb[at + 2]!]!];
    const most = Math.max(red, green, blue);
    const isGrey = most - Math.min(red, green, blue) < LEAST_COLOUR;
    return isGrey && most < DARK_DENSITY ? 0 : Math.min(DENSITY_STEPS, Math.round(most * DENSITY_STEPS));
  });
}

/** Tissue that shines on a dark field. */
export const darkFieldMask = (overview: Overview): TissueMask => maskBy(overview, GLOW, (rgb, at) => Math.max(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!));

function maskBy({ widthPx, heightPx, rgb, cover }: Overview, { least, most }: Limits, score: Score): TissueMask {
  const histogram = new Uint32Array(256);
  const scores = new Uint8Array(cover.length);
  let scanned = 0;
  for (let i = 0; i < cover.length; i++) {
    if (cover[i] !== Cover.scanned) continue;
    scanned++;
    scores[i] = score(rgb, i * 3);
    histogram[scores[i]!]!++;
  }
  const threshold = Math.min(most, Math.max(least, otsu(histogram)));
  const stained = new Uint8Array(scores.length);
  for (let i = 0; i < scores.length; i++) stained[i] = scores[i]! >= threshold ? 1 : 0;
  const tissue = withoutSpecks(stained, widthPx, heightPx);
  let count = 0;
  for (let i = 0; i < tissue.length; i++) count += tissue[i]!;
  return { widthPx, heightPx, tissue, share: scanned === 0 ? 0 : count / scanned };
}

/** Every pixel as most of the nine around it are: dust goes, and holes of a pixel close. */
export function withoutSpecks(mask: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const kept = new Uint8Array(mask.length);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      let [set, seen] = [0, 0];
      for (let v = Math.max(0, y - 1); v <= Math.min(heightPx - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(widthPx - 1, x + 1); u++) {
          seen++;
          set += mask[v * widthPx + u]!;
        }
      }
      kept[y * widthPx + x] = set * 2 > seen ? 1 : 0;
    }
  }
  return kept;
}
