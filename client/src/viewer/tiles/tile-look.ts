import type { SlideImage } from '@parfocal/shared/api';
import type { SlideAppearance } from '../appearance/appearance';
import type { ChannelLight } from '../darkroom/blend-channels';

/** What of an appearance is in the tiles themselves. The rest is the window's: filter and mirror. */
export interface TileLook {
  /** The same for looks that make the same pictures. Never empty: OpenLayers takes an empty key for none. */
  readonly key: string;
  readonly z: number;
  readonly isManaged: boolean;
  /** The channels that are on, where channels are stored apart. */
  readonly lights: readonly ChannelLight[] | undefined;
}

export function lookOf({ z, isColourManaged, channels }: SlideAppearance, image: Pick<SlideImage, 'channelStyles'>): TileLook {
  if (!image.channelStyles) return { key: `${z}${isColourManaged ? ':srgb' : ''}`, z, isManaged: isColourManaged, lights: undefined };
  const lights = channels.flatMap(({ on, colour, low, high }, channel) => (on ? [{ channel, colour: partsOf(colour), low, high }] : []));
  const words = lights.map(({ channel, colour, low, high }) => [channel, ...colour, low, high].join());
  return { key: [z, ...words].join(':'), z, isManaged: false, lights };
}

const partsOf = (colour: string): [number, number, number] => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
