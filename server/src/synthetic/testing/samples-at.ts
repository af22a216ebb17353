import sharp from 'sharp';
import { type SlideReader, transcodeTile } from '../../readers/index.js';

/** A square of a level, of one channel and focal plane. */
export interface Square {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly sidePx: number;
  readonly z?: number;
  readonly channel?: number;
}

/** What a browser gets of a square, row by row: samples of a channel, or red, green and blue in turn. */
export async function samplesAt(slide: SlideReader, { level, x, y, sidePx, z = 0, channel = 0 }: Square): Promise<number[]> {
  const { tileWidthPx } = slide.image.levels[level]!;
  const isMeasured = slide.image.channelStyles !== undefined;
  const tiles = new Map<string, Buffer>();
  const samples: number[] = [];
  for (let py = y; py < y + sidePx; py++) {
    for (let px = x; px < x + sidePx; px++) {
      const [column, row] = [Math.floor(px / tileWidthPx), Math.floor(py / tileWidthPx)];
      const key = `${column}/${row}`;
      if (!tiles.has(key)) tiles.set(key, await shown(slide, { level, column, row, z, channel }));
      const at = ((py % tileWidthPx) * tileWidthPx + (px % tileWidthPx)) * 3;
      const [red, green, blue] = tiles.get(key)!.subarray(at, at + 3);
      // High byte in red, low byte in green (`SlideImage.channelStyles`).
      samples.push(...(isMeasured ? [red! * 256 + green!] : [red!, green!, blue!]));
    }
  }
  return samples;
}

async function shown(slide: SlideReader, place: Parameters<SlideReader['tile']>[0]): Promise<Buffer> {
  const tile = await slide.tile(place);
  if (!tile) throw new Error(`no tile ${JSON.stringify(place)}`);
  return sharp((await transcodeTile(tile)).bytes).raw().toBuffer();
}
