import type { SlideChannel } from '@parfocal/shared/api';
import sharp, { type Sharp } from 'sharp';
import { type SlideReader, type TileAddress, transcodeTile } from '../readers/index.js';

/** Channels that are looked at; more than these are variants of the same tissue. */
const MOST_CHANNELS = 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A tile as a viewer first shows it: of a stack the middle plane, of separate channels all of them, in their colours and windows.
 * `undefined` where a sparse file has none.
 *
 * @throws SlideFileError as `SlideReader.tile` and `transcodeTile`; the picture itself rejects where it does not decode
 */
export async function tileAsFirstShown(reader: SlideReader, place: Pick<TileAddress, 'level' | 'column' | 'row'>): Promise<Sharp | undefined> {
  const { channelStyles, maxSample = 0, zPlanes } = reader.image;
  const z = Math.floor(zPlanes / 2);
  if (channelStyles) return blended(reader, { ...place, z }, channelStyles.slice(0, MOST_CHANNELS), maxSample > 255);
  const tile = await reader.tile({ ...place, z });
  return tile && sharp((await transcodeTile(tile)).bytes, { failOn: 'error' });
}

/** Light is added, as from several lamps, and cut at full white. */
async function blended(reader: SlideReader, place: TileAddress, styles: readonly SlideChannel[], isWide: boolean): Promise<Sharp | undefined> {
  let light: Uint8ClampedArray | undefined;
  let size: Size | undefined;
  for (const [channel, style] of styles.entries()) {
    const tile = await reader.tile({ ...place, channel });
    if (!tile) continue;
    const { data, info } = await sharp((await transcodeTile(tile)).bytes, { failOn: 'error' }).raw().toBuffer({ resolveWithObject: true });
    size ??= { width: info.width, height: info.height };
    light ??= new Uint8ClampedArray(size.width * size.height * 3);
    addLight(light, { data, bands: info.channels, isWide }, style);
  }
  return light && size && sharp(light, { raw: { ...size, channels: 3 } });
}

/** Pixels of the lossless PNG of a channel (`SlideImage.channelStyles`): high byte in red and low byte in green where samples are wide, else every band the sample. */
function addLight(light: Uint8ClampedArray, { data, bands, isWide }: { data: Buffer; bands: number; isWide: boolean }, { colour, windowLow, windowHigh }: SlideChannel): void {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  for (let i = 0, at = 0; at < light.length; i += bands, at += 3) {
    const sample = isWide ? data[i]! * 256 + data[i + 1]! : data[i]!;
    const share = Math.min(1, (sample - windowLow) / (windowHigh - windowLow));
    if (share <= 0) continue;
    light[at]! += share * red;
    light[at + 1]! += share * green;
    light[at + 2]! += share * blue;
  }
}
