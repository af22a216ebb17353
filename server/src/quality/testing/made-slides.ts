import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { writeSyntheticSlide } from '../../synthetic/index.js';
import { TiffFactory } from '../../testing/tiff-factory.js';
import { tiledDirectory } from '../../testing/tiled-directory.js';

const TILE_PX = 256;

/** Slides made for a test in a folder of its own. */
export class MadeSlides {
  private made = 0;

  private constructor(private readonly folder: string) {}

  static async open(): Promise<MadeSlides> {
    return new MadeSlides(await mkdtemp(join(tmpdir(), 'parfocal-quality-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** Tissue at 0.25 µm a pixel, with all its levels. */
  async synthetic(sidePx: number, stain: 'HE' | 'IHC' = 'HE', planes = 1): Promise<string> {
    const path = this.next();
    await writeSyntheticSlide({ path, widthPx: sidePx, heightPx: sidePx, seed: 3, stain, planes });
    return path;
  }

  /** A pyramid of JPEG tiles of this picture. */
  async pyramid(picture: Sharp, { mpp, isFlat = false }: { mpp: number; isFlat?: boolean }): Promise<string> {
    const path = this.next();
    const tiles = { tile: true, tileWidth: TILE_PX, tileHeight: TILE_PX, pyramid: !isFlat, compression: 'jpeg', quality: 85 } as const;
    await picture.removeAlpha().withMetadata({ density: 25_400 / mpp }).tiff(tiles).toFile(path);
    return path;
  }

  /** One level of these tiles as they are, `columns` in a row; an empty one does not exist. */
  async tiles(tiles: readonly Buffer[], columns: number, directory: Partial<Parameters<typeof tiledDirectory>[0]> = {}): Promise<string> {
    const path = this.next();
    const level = tiledDirectory({ widthPx: columns * TILE_PX, heightPx: Math.ceil(tiles.length / columns) * TILE_PX, tilePx: TILE_PX, tiles, compression: 7, photometric: 6, ...directory });
    await writeFile(path, TiffFactory.write({ littleEndian: true, big: false, directories: [level] }));
    return path;
  }

  private next(): string {
    return join(this.folder, `${++this.made}.tif`);
  }
}

/** Full-resolution pixels of a slide that libvips reads. */
export async function pixelsOf(path: string): Promise<Sharp> {
  const { data, info } = await sharp(path, { page: 0, limitInputPixels: false }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
}

/** The same with its right half blurred by a Gaussian of `sigmaPx`. */
export async function halfBlurred(picture: Sharp, sigmaPx: number): Promise<Sharp> {
  const { data, info } = await picture.clone().raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: 3 } as const;
  const left = Math.floor(info.width / 2);
  const blurred = await sharp(data, { raw }).blur(sigmaPx).raw().toBuffer();
  const right = await sharp(blurred, { raw }).extract({ left, top: 0, width: info.width - left, height: info.height }).png().toBuffer();
  const half = await sharp(data, { raw }).composite([{ input: right, left, top: 0 }]).removeAlpha().raw().toBuffer();
  return sharp(half, { raw });
}

/** A picture of nothing but glass, with the camera's noise. */
export const bareGlass = (sidePx: number, light = 243): Sharp =>
  sharp({ create: { width: sidePx, height: sidePx, channels: 3, background: { r: light, g: light, b: light }, noise: { type: 'gaussian', mean: light, sigma: 2 } } });

