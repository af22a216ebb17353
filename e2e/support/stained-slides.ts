import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type DirectorySpec, TiffFactory } from '../../server/src/testing/tiff-factory.js';
import { long, tiledDirectory } from '../../server/src/testing/tiled-directory.js';
import type { SlidePart } from './send-slide';
import { ROOT } from './server';
import { slideFile } from './slides';

const SIDE_PX = 3000;
const MPP = 0.25;

/** The tissue of the synthetic slide in another stain: what a second section of the same block looks like. */
export async function ihcSlide(folder: string): Promise<SlidePart> {
  const path = join(folder, 'ihc.tif');
  if (!existsSync(path)) {
    const side = ['--width', String(SIDE_PX), '--height', String(SIDE_PX)];
    execFileSync(process.execPath, ['server/dist/commands/slide.js', 'synthesize', path, ...side, '--seed', '7', '--stain', 'IHC'], { cwd: ROOT, env: { ...process.env, DATA_DIR: join(folder, 'unused') } });
  }
  return { path: 'A1 · Ki-67.tif', bytes: await readFile(path) };
}

const TILE_PX = 512;
const LIT_PX = 2048;
/** What each lamp makes shine, from what the stained slide lacks of red and green, 0 to 255: nuclei, fibres, cytoplasm. */
const LAMPS = [
  { name: 'DAPI', colour: 0x3a6bff, shine: (red: number) => 2.2 * (red - 95) },
  { name: 'FITC', colour: 0x1fae4f, shine: (red: number, green: number) => 1.5 * (green - red) - 40 },
  { name: 'Cy5', colour: 0xff4a3c, shine: (red: number) => 200 - 6 * Math.abs(red - 75) },
] as const;
/** Blur of each focal plane in pixels. */
const PLANES_PX = [3, 0, 5] as const;

/** The same tissue under three lamps in three focal planes, the middle one sharp. A picture, not a measurement. */
export async function litSlide(folder: string): Promise<SlidePart> {
  const path = join(folder, 'lit.ome.tif');
  if (!existsSync(path)) {
    const area = { left: 400, top: 400, width: LIT_PX, height: LIT_PX };
    const tissue = await sharp(slideFile('synthetic', folder), { limitInputPixels: false }).removeAlpha().extract(area).raw().toBuffer();
    const directories: DirectorySpec[] = [];
    for (const blurPx of PLANES_PX) for (const { shine } of LAMPS) directories.push(await planeOf(lightOf(tissue, shine), blurPx, directories.length === 0 ? description() : undefined));
    await writeFile(path, TiffFactory.write({ littleEndian: true, big: false, directories }));
  }
  return { path: 'A1 · IF.ome.tif', bytes: await readFile(path) };
}

function lightOf(tissue: Buffer, shine: (red: number, green: number) => number): Buffer {
  const light = Buffer.alloc(LIT_PX * LIT_PX);
  for (let i = 0; i < light.length; i++) light[i] = Math.min(255, Math.max(0, shine(255 - tissue[i * 3]!, 255 - tissue[i * 3 + 1]!)));
  return light;
}

async function planeOf(light: Buffer, blurPx: number, words: string | undefined): Promise<DirectorySpec> {
  const raw = { width: LIT_PX, height: LIT_PX, channels: 1 } as const;
  const plane = sharp(light, { raw });
  const shown = blurPx > 0 ? await plane.blur(blurPx).toColourspace('b-w').raw().toBuffer() : light;
  const half = await sharp(shown, { raw }).resize(LIT_PX / 2).toColourspace('b-w').raw().toBuffer();
  const grey = { samples: 1, photometric: 1, tilePx: TILE_PX } as const;
  const reduced = tiledDirectory({ ...grey, widthPx: LIT_PX / 2, heightPx: LIT_PX / 2, tiles: tilesOf(half, LIT_PX / 2), fields: [long(254, 1)] });
  return tiledDirectory({ ...grey, widthPx: LIT_PX, heightPx: LIT_PX, tiles: tilesOf(shown, LIT_PX), description: words, children: [reduced] });
}

function tilesOf(samples: Buffer, sidePx: number): Buffer[] {
  const starts = Array.from({ length: sidePx / TILE_PX }, (_, i) => i * TILE_PX);
  const row = (y: number, left: number): Buffer => samples.subarray(y * sidePx + left, y * sidePx + left + TILE_PX);
  return starts.flatMap((top) => starts.map((left) => Buffer.concat(Array.from({ length: TILE_PX }, (_, y) => row(top + y, left)))));
}

const description = (): string =>
  `<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="${LIT_PX}" SizeY="${LIT_PX}" SizeC="${LAMPS.length}" SizeZ="${PLANES_PX.length}" SizeT="1" PhysicalSizeX="${MPP}" PhysicalSizeY="${MPP}" PhysicalSizeZ="1.5">` +
  `${LAMPS.map(({ name, colour }, i) => `<Channel ID="Channel:0:${i}" Name="${name}" Color="${((colour << 8) | 0xff) | 0}" SamplesPerPixel="1"/>`).join('')}<TiffData/></Pixels></Image></OME>`;
