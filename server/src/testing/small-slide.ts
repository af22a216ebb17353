import sharp from 'sharp';
import { type DirectorySpec, TiffFactory } from './tiff-factory.js';
import { short, tiledDirectory } from './tiled-directory.js';

export type Rgb = readonly [number, number, number];

export interface SmallSlide {
  readonly file: Buffer;
  /** Tiles of level 0 in rows, as they are stored; an empty one does not exist. */
  readonly tiles: readonly Buffer[];
}

const TILE_PX = 256;
/** 3 x 2 tiles at level 0, the last column and row partly padding; half of that at level 1. */
export const SMALL = { widthPx: 700, heightPx: 400, tilePx: TILE_PX, columns: 3, rows: 2 } as const;
const HALF = { widthPx: 350, heightPx: 200, columns: 2, rows: 1 } as const;

/** The colour of each tile of level 0, in rows. */
export const SMALL_COLOURS: readonly Rgb[] = [[200, 120, 160], [120, 60, 140], [240, 230, 235], [90, 40, 110], [230, 150, 180], [180, 90, 150]];

const pixels = ([red, green, blue]: Rgb): Buffer => Buffer.alloc(TILE_PX * TILE_PX * 3, Buffer.from([red, green, blue]));

const jpegOf = (colour: Rgb): Promise<Buffer> =>
  sharp(pixels(colour), { raw: { width: TILE_PX, height: TILE_PX, channels: 3 } }).jpeg({ quality: 90 }).toBuffer();

const level = (size: { widthPx: number; heightPx: number }, tiles: readonly Buffer[], spec: { compression: number; photometric: number }): DirectorySpec =>
  tiledDirectory({ ...size, tilePx: TILE_PX, tiles, ...spec });

const pyramid = (large: readonly Buffer[], small: readonly Buffer[], spec: { compression: number; photometric: number }): SmallSlide => {
  const reduced = level(HALF, small, spec);
  const directories = [level(SMALL, large, spec), { ...reduced, fields: [...reduced.fields, { ...short(254, 1), type: 4 }] }];
  return { tiles: large, file: TiffFactory.write({ littleEndian: true, big: false, directories }) };
};

/** A pyramid of JPEG tiles that pass through as they are; `missing` names tiles of level 0 that a sparse file lacks. */
export async function jpegSlide({ missing = [] }: { missing?: readonly number[] } = {}): Promise<SmallSlide> {
  const large = await Promise.all(SMALL_COLOURS.map(async (colour, i) => (missing.includes(i) ? Buffer.alloc(0) : jpegOf(colour))));
  const small = await Promise.all(SMALL_COLOURS.slice(0, HALF.columns * HALF.rows).map(jpegOf));
  return pyramid(large, small, { compression: 7, photometric: 6 });
}

/** The same picture uncompressed: no browser shows that, so it must be decoded. */
export const rawSlide = (): SmallSlide =>
  pyramid(SMALL_COLOURS.map(pixels), SMALL_COLOURS.slice(0, HALF.columns * HALF.rows).map(pixels), { compression: 1, photometric: 2 });
