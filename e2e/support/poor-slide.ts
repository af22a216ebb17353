import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { slideFile } from './slides';
import type { SlidePart } from './send-slide';

/** 0.25 µm a pixel. */
const PIXELS_PER_MM = 4000;
const BLUR_PX = 8;
/** Of the slide, from the left, that stays sharp. */
const SHARP_SHARE = 0.3;

/** The synthetic slide as a scanner writes it that lost its focus on the way across. */
export async function poorSlide(folder: string, name = 'B2 · H&E.tif'): Promise<SlidePart> {
  const path = join(folder, 'poor.tif');
  if (!existsSync(path)) {
    const { data, info } = await sharp(slideFile('synthetic', folder), { limitInputPixels: false }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 3 } as const;
    const left = Math.round(info.width * SHARP_SHARE);
    const blurred = await sharp(data, { raw }).blur(BLUR_PX).raw().toBuffer();
    const part = await sharp(blurred, { raw }).extract({ left, top: 0, width: info.width - left, height: info.height }).png().toBuffer();
    const tiled = { compression: 'jpeg', quality: 85, tile: true, tileWidth: 256, tileHeight: 256, pyramid: true, xres: PIXELS_PER_MM, yres: PIXELS_PER_MM } as const;
    const whole = await sharp(data, { raw }).composite([{ input: part, left, top: 0 }]).removeAlpha().raw().toBuffer();
    await sharp(whole, { raw }).tiff(tiled).toFile(path);
  }
  return { path: name, bytes: await readFile(path) };
}
