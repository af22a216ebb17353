import type { Page } from '@playwright/test';
import sharp from 'sharp';

export interface Picture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A part of the page as a person sees it, RGB. */
export async function pictureOf(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<Picture> {
  const png = await page.screenshot({ clip });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Mean colour of a square around (x, y). */
export function meanColour({ data, width, height }: Picture, x: number, y: number, radius: number): [number, number, number] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
    for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column++) {
      for (let c = 0; c < 3; c++) sum[c]! += data[(row * width + column) * 3 + c]!;
      count += 1;
    }
  }
  return sum.map((total) => total / count) as [number, number, number];
}

/** Mean difference of two pictures of one size when `b` is shifted by (dx, dy) pixels; the rim that has no partner is left out. */
export function difference(a: Picture, b: Picture, dx = 0, dy = 0): number {
  let sum = 0;
  let count = 0;
  for (let row = Math.max(0, -dy); row < Math.min(a.height, a.height - dy); row++) {
    for (let column = Math.max(0, -dx); column < Math.min(a.width, a.width - dx); column++) {
      for (let c = 0; c < 3; c++) sum += Math.abs(a.data[(row * a.width + column) * 3 + c]! - b.data[((row + dy) * b.width + column + dx) * 3 + c]!);
      count += 3;
    }
  }
  return sum / count;
}

/** The shift of at most `most` pixels at which two pictures agree best. */
export function bestShift(a: Picture, b: Picture, most = 3): { dx: number; dy: number } {
  let best = { dx: 0, dy: 0, value: Infinity };
  for (let dy = -most; dy <= most; dy++) {
    for (let dx = -most; dx <= most; dx++) {
      const value = difference(a, b, dx, dy);
      if (value < best.value) best = { dx, dy, value };
    }
  }
  return { dx: best.dx, dy: best.dy };
}

/** `count` coloured places of a picture where it is most even within `radius` pixels, well apart from each other. */
export function evenPlaces(picture: Picture, count: number, radius: number): [x: number, y: number][] {
  const rated: { x: number; y: number; unrest: number }[] = [];
  for (let y = 200; y < picture.height - 200; y += 16) {
    for (let x = 200; x < picture.width - 200; x += 16) {
      const mean = meanColour(picture, x, y, radius);
      if (Math.max(...mean) - Math.min(...mean) > 30) rated.push({ x, y, unrest: unrestOf(picture, x, y, radius, mean) });
    }
  }
  const places: [number, number][] = [];
  for (const { x, y } of rated.sort((a, b) => a.unrest - b.unrest)) {
    if (places.every(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY) > 300)) places.push([x, y]);
    if (places.length === count) break;
  }
  return places;
}

function unrestOf({ data, width }: Picture, x: number, y: number, radius: number, mean: readonly number[]): number {
  let unrest = 0;
  for (let row = y - radius; row <= y + radius; row++) {
    for (let column = x - radius; column <= x + radius; column++) {
      for (let c = 0; c < 3; c++) unrest += (data[(row * width + column) * 3 + c]! - mean[c]!) ** 2;
    }
  }
  return unrest;
}
