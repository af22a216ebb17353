import { hashCell, Random } from './random.js';
import { um } from './scale.js';
import { smoothstep, ValueNoise } from './value-noise.js';

const { floor, min, max, hypot, atan2 } = Math;

/** The ruler reaches 330 px in, and the outline wanders by a hundred; a small slide has no room for that. */
const MARGIN_PX = 460;
const MOST_MARGIN_SHARE = 0.12;

interface Lobe {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** Where tissue is and of what kind: the slow fields that every painter asks. */
export class TissuePlan {
  readonly noise: ValueNoise;
  private readonly lobes: readonly Lobe[];
  private readonly shortPx: number;
  private readonly cos: number;
  private readonly sin: number;

  constructor(
    readonly seed: number,
    readonly widthPx: number,
    readonly heightPx: number,
    /** 1 where an antibody may mark nuclei (IHC), 0 where nothing is brown. */
    readonly marks: 0 | 1 = 0,
  ) {
    this.noise = new ValueNoise(hashCell(seed, 1, 1));
    const random = Random.ofCell(seed, 2, 2);
    this.shortPx = min(widthPx, heightPx);
    const at = (share: number, spread: number): number => share + random.between(-spread, spread);
    // One body and two shoulders: a piece of tissue, not an ellipse.
    this.lobes = [
      { x: at(0.52, 0.02) * widthPx, y: at(0.55, 0.02) * heightPx, rx: 0.37 * widthPx, ry: 0.35 * heightPx },
      { x: at(0.36, 0.05) * widthPx, y: at(0.68, 0.04) * heightPx, rx: 0.25 * widthPx, ry: 0.22 * heightPx },
      { x: at(0.68, 0.05) * widthPx, y: at(0.38, 0.04) * heightPx, rx: 0.22 * widthPx, ry: 0.23 * heightPx },
    ];
    const angle = random.between(-0.6, 0.6);
    [this.cos, this.sin] = [Math.cos(angle), Math.sin(angle)];
  }

  /** About how far inside the tissue a point lies, in pixels; negative on the glass. Fine enough for steps of 8 px. */
  depth(x: number, y: number): number {
    const { noise, shortPx } = this;
    let inside = -Infinity;
    for (const { x: cx, y: cy, rx, ry } of this.lobes) {
      inside = max(inside, (1 - hypot((x - cx) / rx, (y - cy) / ry)) * min(rx, ry));
    }
    const broad = shortPx / 5;
    const free = inside + noise.fractal(x / broad, y / broad) * shortPx * 0.16;
    // Glass stays clear along the slide's edges, where the ruler lies.
    const outline = min(free, min(x, y, this.widthPx - x, this.heightPx - y) - min(MARGIN_PX, shortPx * MOST_MARGIN_SHARE));
    return outline + noise.fractal(x / um(90) + 50, y / um(90)) * um(34) + (noise.at(x / um(9), y / um(9) + 70) - 0.5) * um(9);
  }

  /** Narrow tears along the fibres, in pixels from their edge: negative inside one. */
  tear(x: number, y: number): number {
    const spacing = um(800);
    const open = smoothstep(0.6, 0.85, this.noise.at(x / um(620) + 11, y / um(620) + 60));
    const along = this.across(x, y) / spacing;
    const off = Math.abs(along - floor(along) - 0.5) * spacing;
    return off + um(30) * (1 - open) - um(11) * open;
  }

  /** 0 where there are only fibres, 1 where glands stand close. */
  glandular(x: number, y: number): number {
    return smoothstep(0.24, 0.42, this.noise.at(x / um(640) + 23, y / um(640) + 31));
  }

  /** Above 0 in fat, which lies in lobules away from glands. */
  fatty(x: number, y: number): number {
    return this.noise.at(x / um(800) + 77, y / um(800) + 13) - 0.7 - 0.5 * this.glandular(x, y);
  }

  /** How the tissue is drawn out: coordinates in which fibres run along the first axis. */
  along(x: number, y: number): number {
    return x * this.cos + y * this.sin + (this.noise.at(x / um(210) + 3, y / um(210) + 88) - 0.5) * um(130);
  }

  across(x: number, y: number): number {
    const swirl = (this.noise.at(x / um(330) + 61, y / um(330) + 7) - 0.5) * um(300);
    return y * this.cos - x * this.sin + swirl + (this.noise.at(x / um(60) + 19, y / um(60) + 43) - 0.5) * um(26);
  }

  /** The direction in which fibres run at a point, in radians. */
  grain(x: number, y: number): number {
    const step = um(4);
    const dx = this.across(x + step, y) - this.across(x - step, y);
    const dy = this.across(x, y + step) - this.across(x, y - step);
    return atan2(-dx, dy);
  }
}
