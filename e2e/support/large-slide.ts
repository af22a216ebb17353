import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { slideFile } from './slides';

export interface LargeSlide {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** 0.25 µm a pixel. */
const PIXELS_PER_MM = 4000;

/** The synthetic slide without compression: some 36 MB, more than the buffers of all sockets on its way hold. Made once a run, in `folder`. */
export async function largeSlide(folder: string): Promise<LargeSlide> {
  const path = join(folder, 'large.tif');
  if (!existsSync(path)) {
    const tiled = { compression: 'none', tile: true, tileWidth: 256, tileHeight: 256, pyramid: true, xres: PIXELS_PER_MM, yres: PIXELS_PER_MM } as const;
    await sharp(slideFile('synthetic', folder), { limitInputPixels: false }).tiff(tiled).toFile(path);
  }
  const file = await readFile(path);
  return { path, bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
}
