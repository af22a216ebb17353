import type { Canvas } from './canvas.js';
import { smoothstep, type ValueNoise } from './value-noise.js';

const { sqrt, max } = Math;

export interface Nucleus {
  readonly x: number;
  readonly y: number;
  /** Half axes in pixels, and the direction of the first. */
  readonly rx: number;
  readonly ry: number;
  readonly angle: number;
  /** Haematoxylin, 0.5 (pale) to 1.2 (a lymphocyte's). */
  readonly dark: number;
  /** 0: evenly dense; 1: clear, with a rim and a nucleolus. */
  readonly vesicular: number;
  /** Brown of an IHC section, 0 to 1. */
  readonly positive: number;
}

const INVISIBLE = 1.18;

export function paintNucleus(canvas: Canvas, noise: ValueNoise, nucleus: Nucleus): void {
  const { x: cx, y: cy, rx, ry, angle, dark, vesicular, positive } = nucleus;
  const box = canvas.clip(cx, cy, (max(rx, ry) * INVISIBLE) / 0.88);
  if (!box) return;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Nucleoli lie off the middle; where, follows from the place, so that it needs no further random number.
  const nucleolusX = (noise.at(cx / 3, cy / 3) - 0.5) * 0.7;
  const nucleolusY = (noise.at(cy / 3, cx / 3 + 9) - 0.5) * 0.7;
  for (let y = box.fromY; y < box.toY; y++) {
    for (let x = box.fromX, k = canvas.index(x, y); x < box.toX; x++, k++) {
      const dx = x - cx;
      const dy = y - cy;
      const u = (dx * cos + dy * sin) / rx;
      const v = (dy * cos - dx * sin) / ry;
      // Nuclei are no ellipses: a slow wobble of the outline.
      const round = sqrt(u * u + v * v);
      if (round > INVISIBLE / 0.88) continue;
      const r = round * (0.88 + 0.24 * noise.at(x / 11 + cx, y / 11 + cy));
      if (r > INVISIBLE) continue;
      const share = 1 - smoothstep(0.84, INVISIBLE, r);
      const chromatin = noise.at(x / 3.1, y / 3.1) * 0.6 + noise.at(x / 6.3 + 40, y / 6.3) * 0.4;
      const rim = smoothstep(0.6, 0.9, r);
      let amount = dark * (0.78 + 0.5 * (chromatin - 0.5) - vesicular * 0.34 * (1 - rim) + vesicular * 0.1 * rim);
      if (vesicular > 0.3 && (u - nucleolusX) ** 2 + (v - nucleolusY) ** 2 < 0.053) amount += 0.34;
      canvas.cover(k, share, amount * (1 - positive * 0.55), 0.26, positive * (0.75 + 0.5 * chromatin));
    }
  }
}
