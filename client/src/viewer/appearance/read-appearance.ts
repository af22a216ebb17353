import type { SlideDetail } from '@parfocal/shared/api';
import { appearanceFor, type ChannelAppearance, type SlideAppearance } from './appearance';

/** Bounds of what a person may set. */
export const APPEARANCE_BOUNDS = {
  brightness: [-0.5, 0.5], contrast: [0.25, 4], gamma: [0.25, 4], saturation: [0, 3],
} as const satisfies Record<string, readonly [number, number]>;

/** Darker than this nothing is glass, and dividing by it would show noise alone. */
export const DARKEST_WHITE = 32;

/**
 * An appearance from a link, from storage or from a colleague, made to fit this slide: what is missing, of another kind or
 * not a number is as the slide is first shown, and what is out of bounds is brought back into them. Never throws.
 */
export function readAppearance(value: unknown, slide: Pick<SlideDetail, 'image'>): SlideAppearance {
  const first = appearanceFor(slide);
  const { image } = slide;
  const given = recordOf(value);
  const bounded = (name: keyof typeof APPEARANCE_BOUNDS): number => numberOf(given[name], APPEARANCE_BOUNDS[name], first[name]);
  const channels = Array.isArray(given.channels) ? (given.channels as unknown[]) : [];
  return {
    brightness: bounded('brightness'),
    contrast: bounded('contrast'),
    gamma: bounded('gamma'),
    saturation: bounded('saturation'),
    whitePoint: whitePointOf(given.whitePoint),
    isColourManaged: given.isColourManaged === true && image.hasColourProfile === true,
    z: Math.round(numberOf(given.z, [0, image.zPlanes - 1], first.z)),
    channels: first.channels.map((channel, i) => channelOf(channels[i], channel, image.maxSample ?? 255)),
    isFlipped: given.isFlipped === true,
  };
}

function channelOf(value: unknown, first: ChannelAppearance, maxSample: number): ChannelAppearance {
  const given = recordOf(value);
  const low = numberOf(given.low, [0, maxSample], first.low);
  const high = numberOf(given.high, [0, maxSample], first.high);
  return {
    on: typeof given.on === 'boolean' ? given.on : first.on,
    colour: typeof given.colour === 'string' && /^#[0-9a-f]{6}$/.test(given.colour) ? given.colour : first.colour,
    ...(low < high ? { low, high } : { low: first.low, high: first.high }),
  };
}

function whitePointOf(value: unknown): SlideAppearance['whitePoint'] {
  if (!Array.isArray(value) || value.length !== 3 || !value.every((part) => typeof part === 'number' && Number.isFinite(part))) return null;
  const [red, green, blue] = (value as number[]).map((part) => Math.min(255, Math.max(DARKEST_WHITE, Math.round(part))));
  return [red!, green!, blue!];
}

const numberOf = (value: unknown, [low, high]: readonly [number, number], otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {});
