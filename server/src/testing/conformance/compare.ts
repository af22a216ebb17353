import sharp, { type Sharp } from 'sharp';
import { type EncodedTile, openSlide, type SlideImage, type SlideLevel, type SlideReader, transcodeTile } from '../../readers/index.js';
import { Difference } from './difference.js';
import type { Reference } from './reference.js';

/** All tiles of a level up to so many; of larger ones, so many spread evenly. */
const MOST_TILES = 1_500;

export interface Comparison {
  readonly format: string;
  readonly beside: string;
  /** How tiles reach the browser. */
  readonly way: 'passed through' | 'decoded, lossless' | 'decoded, JPEG 90';
  readonly levels: number;
  readonly tiles: number;
  /** Of them, those where the other reader stands alone against us and a third one. */
  readonly settled: number;
  /** Stored pixels, before anything is encoded anew. */
  readonly stored: Difference;
  /** What the browser gets. */
  readonly shown: Difference;
  readonly isMppEqual: boolean | undefined;
  readonly isSizeEqual: boolean;
}

type Places = readonly { readonly column: number; readonly row: number }[];

export function placesOf({ columns, rows }: SlideLevel): Places {
  const count = columns * rows;
  const step = Math.max(1, Math.floor(count / MOST_TILES));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => ({ column: (i * step) % columns, row: Math.floor((i * step) / columns) }));
}

/** The part of a tile that lies on the slide. */
const insideOf = (level: SlideLevel, { column, row }: Places[number]): { width: number; height: number } => ({
  width: Math.min(level.tileWidthPx, level.widthPx - column * level.tileWidthPx),
  height: Math.min(level.tileHeightPx, level.heightPx - row * level.tileHeightPx),
});

const croppedTo = (picture: Sharp, { width, height }: { width: number; height: number }): Promise<Buffer> =>
  picture.removeAlpha().toColourspace('srgb').extract({ left: 0, top: 0, width, height }).raw().toBuffer();

async function storedPixels(tile: EncodedTile, inside: { width: number; height: number }): Promise<Buffer | undefined> {
  if (tile.kind === 'coded') return undefined;
  if (tile.kind === 'pixels') return croppedTo(sharp(tile.pixels, { raw: { width: tile.widthPx, height: tile.heightPx, channels: tile.bands } }), inside);
  return croppedTo(sharp(tile.bytes), inside);
}

const nearly = (a: number | undefined, b: number | null | undefined): boolean => (a === undefined ? b === null || b === undefined : Math.abs(a - (b ?? Number.NaN)) < 1e-6);

/** Every level beside OpenSlide, pixel by pixel. */
export async function besideOpenSlide(path: string, reference: Reference): Promise<Comparison | string> {
  const { facts } = await reference.ask('openslide', { path });
  if (facts.error !== undefined) return `OpenSlide refuses it (${facts.error})`;
  const { sizes, downsamples, mpp } = facts as unknown as { sizes: [number, number][]; downsamples: number[]; mpp: [number | null, number | null] };
  const slide = await openSlide(path);
  try {
    const { image } = slide;
    const [stored, shown] = [new Difference(), new Difference()];
    let [tiles, settled] = [0, 0];
    let way: Comparison['way'] = 'passed through';
    for (const [index, level] of image.levels.entries()) {
      for (const place of placesOf(level)) {
        const tile = await slide.tile({ level: index, ...place });
        if (!tile) continue;
        const inside = insideOf(level, place);
        const at = (px: number): number => Math.floor(px * downsamples[index]!);
        const [x, y] = [place.column * level.tileWidthPx, place.row * level.tileHeightPx];
        let { body } = await reference.ask('region', { path, level: index, x: at(x), y: at(y), widthPx: inside.width, heightPx: inside.height });
        const pixels = await storedPixels(tile, inside);
        if (pixels && tile.kind === 'raw' && !pixels.equals(body)) {
          const third = await reference.ask('crop', { path, page: index, x, y, widthPx: inside.width, heightPx: inside.height });
          if (pixels.equals(third.body)) [body, settled] = [third.body, settled + 1];
        }
        if (pixels) stored.add(pixels, body);
        shown.add(await croppedTo(sharp((await transcodeTile(tile)).bytes), inside), body);
        if (tile.kind !== 'jpeg') way = 'decoded, JPEG 90';
        tiles++;
      }
    }
    return {
      format: image.format, beside: 'OpenSlide', way, levels: image.levels.length, tiles, settled, stored, shown,
      isMppEqual: mpp[0] === null && image.mppX !== undefined ? undefined : nearly(image.mppX, mpp[0]) && nearly(image.mppY, mpp[1]), isSizeEqual: sizesOf(image) === sizes.map(String).join(' '),
    };
  } finally {
    await slide.close();
  }
}

const sizesOf = ({ levels }: SlideImage): string => levels.map(({ widthPx, heightPx }) => `${widthPx},${heightPx}`).join(' ');

/** Every frame beside pydicom: passed-through frames byte by byte. `paths` are the files of the levels, largest first. */
export async function besidePydicom(slidePath: string, paths: readonly string[], reference: Reference): Promise<Comparison | string> {
  const slide = await openSlide(slidePath);
  try {
    const { image } = slide;
    const [stored, shown] = [new Difference(), new Difference()];
    let [tiles, isMppEqual, isSizeEqual] = [0, true, true];
    for (const [index, level] of image.levels.entries()) {
      const { facts } = await reference.ask('pydicom', { path: paths[index] });
      if (facts.error !== undefined) return `pydicom refuses it (${facts.error})`;
      const { size, mpp } = facts as unknown as { size: [number, number]; mpp: [number, number] };
      isSizeEqual &&= size[0] === level.widthPx && size[1] === level.heightPx;
      if (index === 0) isMppEqual = nearly(image.mppX, mpp[0]) && nearly(image.mppY, mpp[1]);
      for (const place of placesOf(level)) {
        const tile = await slide.tile({ level: index, ...place });
        if (tile?.kind !== 'jpeg') return 'a frame that is not passed through';
        const { body } = await reference.ask('frame', { path: paths[index], index: place.row * level.columns + place.column });
        const inside = insideOf(level, place);
        const ours = await croppedTo(sharp(tile.bytes), inside);
        // Padding to an even length, and an APP14 put in, are no pixels: the frames are decoded by the same decoder and compared.
        stored.add(ours, await croppedTo(sharp(body), inside));
        shown.add(ours, await croppedTo(sharp(body), inside));
        tiles++;
      }
    }
    return { format: image.format, beside: 'pydicom', way: 'passed through', levels: image.levels.length, tiles, settled: 0, stored, shown, isMppEqual, isSizeEqual };
  } finally {
    await slide.close();
  }
}

/** Level 0 of an ordinary picture, made a pyramid, beside Pillow's reading of the original. */
export async function besidePillow(slidePath: string, original: string, reference: Reference): Promise<Comparison | string> {
  const { facts, body } = await reference.ask('page', { path: original });
  if (facts.error !== undefined) return `Pillow refuses it (${facts.error})`;
  const [width, height] = facts.size as [number, number];
  const slide = await openSlide(slidePath);
  try {
    const { image } = slide;
    const shown = new Difference();
    const rgb = await levelZero(slide);
    const theirs = facts.mode === 'RGB' ? body : await sharp(body, { raw: { width, height, channels: 1 } }).toColourspace('srgb').raw().toBuffer();
    shown.add(rgb, theirs);
    const { columns, rows } = image.levels[0]!;
    return { format: 'picture', beside: 'Pillow', way: 'decoded, JPEG 90', levels: image.levels.length, tiles: columns * rows, settled: 0, stored: shown, shown, isMppEqual: undefined, isSizeEqual: image.widthPx === width && image.heightPx === height };
  } finally {
    await slide.close();
  }
}

async function levelZero(slide: SlideReader): Promise<Buffer> {
  const level = slide.image.levels[0]!;
  const rgb = Buffer.alloc(level.widthPx * level.heightPx * 3);
  for (const place of placesOf(level)) {
    const tile = await slide.tile({ level: 0, ...place });
    const inside = insideOf(level, place);
    const pixels = await croppedTo(sharp((await transcodeTile(tile!)).bytes), inside);
    for (let y = 0; y < inside.height; y++) {
      pixels.copy(rgb, ((place.row * level.tileHeightPx + y) * level.widthPx + place.column * level.tileWidthPx) * 3, y * inside.width * 3, (y + 1) * inside.width * 3);
    }
  }
  return rgb;
}

/** Each plane of each channel beside libvips' pages, sample by sample. `pageOf` says which page of the file a plane is; its samples are signed. */
export async function planesBesideLibvips(path: string, pageOf: (z: number, channel: number) => number): Promise<Comparison> {
  const slide = await openSlide(path);
  try {
    const { image } = slide;
    const level = image.levels[0]!;
    const shown = new Difference();
    let tiles = 0;
    for (let z = 0; z < image.zPlanes; z++) {
      for (let channel = 0; channel < image.channels; channel++) {
        const page = (await sharp(path, { page: pageOf(z, channel) }).toColourspace('b-w').raw({ depth: 'char' }).toBuffer()).map((sample) => sample ^ 0x80);
        const plane = sharp(Buffer.from(page), { raw: { width: level.widthPx, height: level.heightPx, channels: 1 } });
        for (const place of placesOf(level)) {
          const inside = insideOf(level, place);
          const { bytes } = await transcodeTile((await slide.tile({ level: 0, ...place, z, channel }))!);
          const ours = await sharp(bytes).extract({ left: 0, top: 0, ...inside }).toColourspace('b-w').raw().toBuffer();
          const theirs = await plane.clone().extract({ left: place.column * level.tileWidthPx, top: place.row * level.tileHeightPx, ...inside }).toColourspace('b-w').raw().toBuffer();
          shown.add(ours, theirs);
          tiles++;
        }
      }
    }
    return { format: image.format, beside: 'libvips', way: 'decoded, lossless', levels: image.levels.length, tiles, settled: 0, stored: shown, shown, isMppEqual: undefined, isSizeEqual: true };
  } finally {
    await slide.close();
  }
}
