import type { SlideChannel, SlideLevel } from '@parfocal/shared/api';
import { decodeCoded } from './codecs/index.js';
import { SlideFileError } from './slide-file-error.js';
import type { EncodedTile } from './slide-reader.js';
import type { ChannelFacts } from './channel-facts.js';
import { decodeSamples, type Samples } from './samples.js';

/** One level of one channel. */
export interface ChannelLevel {
  readonly layout: Omit<SlideLevel, 'downsample'>;
  tile(column: number, row: number): Promise<EncodedTile | undefined>;
}

/** Tiles looked at for each channel, and channels looked at: a slide is opened while somebody waits. */
const MOST_TILES = 4;
const MOST_CHANNELS = 64;

/** Shares of the pixels that are shown as black and as the full colour: dust and dead pixels do not decide. */
const DARK_SHARE = 0.01;
const BRIGHT_SHARE = 0.002;

/**
 * How each channel is first shown: between the darkest and brightest samples of a few tiles of a small level, since files say
 * nothing of it and the whole range is mostly black. Where tiles cannot be looked at, the whole range.
 *
 * @param planes the levels of one focal plane for each channel, from which the tiles are taken
 */
export async function channelStyles(channels: readonly ChannelFacts[], planes: readonly (readonly ChannelLevel[] | undefined)[], maxSample: number): Promise<SlideChannel[]> {
  const styles: SlideChannel[] = [];
  for (const [i, { name, colour, isPrimary }] of channels.entries()) {
    const looked = isPrimary || i >= MOST_CHANNELS ? undefined : await windowOf(planes[i] ?? [], maxSample);
    const [windowLow, windowHigh] = looked ?? [0, maxSample];
    styles.push({ name, colour, windowLow, windowHigh });
  }
  return styles;
}

async function windowOf(levels: readonly ChannelLevel[], maxSample: number): Promise<[low: number, high: number] | undefined> {
  const level = levels.find(({ layout }) => layout.columns * layout.rows <= MOST_TILES) ?? levels.at(-1);
  if (!level) return undefined;
  const histogram = new Float64Array(maxSample + 1);
  for (const [column, row] of placesOf(level)) {
    const samples = await level.tile(column, row).then((tile) => samplesOf(tile, maxSample)).catch(unlessUnreadable);
    if (samples) addTo(histogram, samples, level, column, row);
  }
  const low = quantile(histogram, DARK_SHARE);
  const high = quantile(histogram, 1 - BRIGHT_SHARE);
  return high > low ? [low, high] : undefined;
}

/** All of them where they are few, else a square about the middle, where the tissue mostly is. */
function placesOf({ layout: { columns, rows } }: ChannelLevel): [column: number, row: number][] {
  if (columns * rows <= MOST_TILES) return Array.from({ length: columns * rows }, (_, i) => [i % columns, Math.floor(i / columns)]);
  const around = (count: number): number[] => [...new Set([Math.floor((count - 1) / 2), Math.floor(count / 2)])];
  return around(rows).flatMap((row) => around(columns).map((column): [number, number] => [column, row]));
}

async function samplesOf(tile: EncodedTile | undefined, maxSample: number): Promise<Samples | undefined> {
  if (!tile || tile.kind === 'jpeg' || tile.kind === 'pixels') return tile?.kind === 'pixels' ? tile : undefined;
  const { widthPx, heightPx } = tile;
  if (tile.kind === 'raw') return decodeSamples(tile.bytes, widthPx, heightPx, maxSample > 255 ? 16 : 8);
  const { pixels, bitsPerSample } = await decodeCoded(tile);
  return { pixels: Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length), widthPx, heightPx, bitsPerSample };
}

/** One bad tile is no reason to refuse a slide: it will be told when it is asked for. */
function unlessUnreadable(error: unknown): undefined {
  if (!(error instanceof SlideFileError)) throw error;
}

/** The padding of edge tiles is not counted. */
function addTo(histogram: Float64Array, { pixels, widthPx, heightPx, bitsPerSample }: Samples, { layout }: ChannelLevel, column: number, row: number): void {
  const columns = Math.min(widthPx, layout.widthPx - column * layout.tileWidthPx);
  const rows = Math.min(heightPx, layout.heightPx - row * layout.tileHeightPx);
  const most = histogram.length - 1;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = y * widthPx + x;
      const sample = bitsPerSample === 16 ? pixels.readUInt16LE(at * 2) : pixels[at]!;
      histogram[Math.min(sample, most)]! += 1;
    }
  }
}

/** The sample that this share of all samples is not above. */
function quantile(histogram: Float64Array, share: number): number {
  const wanted = histogram.reduce((sum, count) => sum + count, 0) * share;
  let sum = 0;
  return Math.max(0, histogram.findIndex((count) => (sum += count) >= wanted && sum > 0));
}
