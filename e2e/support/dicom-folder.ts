import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { Syntax, wsmFile } from '../../server/src/testing/dicom-slide.js';
import { slideFile } from './slides';

const TILE_PX = 256;
const MPP = 0.25;
const WIDTHS_PX = [2048, 1024, 512];

/** A slide as DICOM scanners write it, a file a level, cut from the synthetic slide; beside them a note that belongs to no slide. */
export async function dicomFolder(folder: string): Promise<{ path: string; widthsPx: number[]; mpp: number }> {
  const path = join(folder, 'Scan 7');
  await mkdir(path, { recursive: true });
  const tissue = sharp(slideFile('synthetic', folder), { limitInputPixels: false }).removeAlpha().extract({ left: 0, top: 0, width: WIDTHS_PX[0]!, height: WIDTHS_PX[0]! });
  for (const [level, sidePx] of WIDTHS_PX.entries()) {
    const picture = sharp(await tissue.clone().png().toBuffer()).resize(sidePx, sidePx);
    const spacingMm = (MPP / 1000) * (WIDTHS_PX[0]! / sidePx);
    const imageType = level === 0 ? 'ORIGINAL\\PRIMARY\\VOLUME\\NONE' : 'DERIVED\\PRIMARY\\VOLUME\\RESAMPLED';
    const spec = { widthPx: sidePx, heightPx: sidePx, tilePx: TILE_PX, frames: await framesOf(picture, sidePx), syntax: Syntax.Jpeg, photometric: 'YBR_FULL_422', spacing: [spacingMm, spacingMm], imageType } as const;
    await writeFile(join(path, `DCM_${level}.dcm`), wsmFile(spec));
  }
  await writeFile(join(path, 'notes.txt'), 'scanned in the morning');
  return { path, widthsPx: [...WIDTHS_PX], mpp: MPP };
}

/** JPEG tiles in rows. */
function framesOf(picture: Sharp, sidePx: number): Promise<Buffer[]> {
  const starts = Array.from({ length: sidePx / TILE_PX }, (_, i) => i * TILE_PX);
  return Promise.all(starts.flatMap((top) => starts.map((left) => picture.clone().extract({ left, top, width: TILE_PX, height: TILE_PX }).jpeg({ quality: 90 }).toBuffer())));
}
