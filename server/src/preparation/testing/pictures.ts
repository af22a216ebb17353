import sharp, { type Sharp } from 'sharp';
import { openSlide, type SlideReader, transcodeTile } from '../../readers/index.js';

/** A smooth picture with an edge in it: rows of RGB. */
export function drawing(widthPx: number, heightPx: number): Buffer {
  const pixels = Buffer.alloc(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (y * widthPx + x) * 3;
      const isInside = (x - widthPx / 2) ** 2 + (y - heightPx / 2) ** 2 < (heightPx / 3) ** 2;
      pixels[at] = isInside ? 90 : (255 * x) / widthPx;
      pixels[at + 1] = isInside ? 40 : (255 * y) / heightPx;
      pixels[at + 2] = 150;
    }
  }
  return pixels;
}

export const picture = (widthPx: number, heightPx: number): Sharp => sharp(drawing(widthPx, heightPx), { raw: { width: widthPx, height: heightPx, channels: 3 } });

/** Level 0 as a browser shows it, without any colour profile: rows of RGB. */
export async function shown(path: string): Promise<Buffer> {
  const reader = await openSlide(path);
  try {
    return await assembled(reader);
  } finally {
    await reader.close();
  }
}

async function assembled(reader: SlideReader): Promise<Buffer> {
  const { widthPx, heightPx, tileWidthPx, tileHeightPx, columns, rows } = reader.image.levels[0]!;
  const canvas = Buffer.alloc(widthPx * heightPx * 3);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const tile = await reader.tile({ level: 0, column, row });
      const { bytes } = await transcodeTile(tile!);
      const pixels = await sharp(bytes).removeAlpha().toColourspace('srgb').raw().toBuffer();
      const x0 = column * tileWidthPx;
      const width = Math.min(tileWidthPx, widthPx - x0);
      for (let y = 0; y < Math.min(tileHeightPx, heightPx - row * tileHeightPx); y++) {
        pixels.copy(canvas, ((row * tileHeightPx + y) * widthPx + x0) * 3, y * tileWidthPx * 3, (y * tileWidthPx + width) * 3);
      }
    }
  }
  return canvas;
}

/** Peak signal-to-noise ratio in dB; 40 is more than an eye tells. */
export function psnr(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) throw new Error(`${a.length} against ${b.length} samples`);
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / (squares / a.length));
}
