import type { SlideChannel, SlideDetail } from '@parfocal/shared/api';

/** How the light of one separately stored channel is shown. */
export interface ChannelAppearance {
  readonly on: boolean;
  /** `#rrggbb`, added to the light of the other channels. */
  readonly colour: string;
  /** The window: samples that are black and full colour, in the file's own counts. */
  readonly low: number;
  readonly high: number;
}

/**
 * How a slide is shown to one person. Plain JSON, so that it can be kept, put into a link or sent to a colleague; what
 * comes back from there goes through {@link readAppearance}. It never changes the slide or a coordinate on it.
 */
export interface SlideAppearance {
  /** Added to every colour, as a share of full white: -0.5 to 0.5, 0 as scanned. */
  readonly brightness: number;
  /** Factor around middle grey: 0.25 to 4, 1 as scanned. */
  readonly contrast: number;
  /** Exponent 1 / gamma: 0.25 to 4, 1 as scanned; above 1 lightens the middle. */
  readonly gamma: number;
  /** 0 grey, 1 as scanned, up to 3. */
  readonly saturation: number;
  /** The colour of bare glass in this scan, 0 to 255 each, which is then shown as white. */
  readonly whitePoint: readonly [red: number, green: number, blue: number] | null;
  /** Brought to sRGB by the file's ICC profile. */
  readonly isColourManaged: boolean;
  /** The focal plane, counted from 0. */
  readonly z: number;
  /** One entry a channel where channels are stored apart; empty elsewhere. */
  readonly channels: readonly ChannelAppearance[];
  /** Mirrored left to right on the screen. */
  readonly isFlipped: boolean;
}

/** What an ordinary slide looks like as scanned. */
export const DEFAULT_APPEARANCE: SlideAppearance = {
  brightness: 0, contrast: 1, gamma: 1, saturation: 1, whitePoint: null, isColourManaged: false, z: 0, channels: [], isFlipped: false,
};

/** How a slide is shown first: as scanned, in its middle plane, its channels as the file proposes. */
export const appearanceFor = ({ image }: Pick<SlideDetail, 'image'>): SlideAppearance => ({
  ...DEFAULT_APPEARANCE,
  z: Math.floor(image.zPlanes / 2),
  channels: (image.channelStyles ?? []).map(channelAsStored),
});

const channelAsStored = ({ colour, windowLow, windowHigh }: SlideChannel): ChannelAppearance => ({ on: true, colour, low: windowLow, high: windowHigh });

/** Whether colours are other than the scanner’s. Plane and mirroring are none. */
export const isColourAdjusted = (appearance: SlideAppearance, first: SlideAppearance): boolean =>
  !isAsScanned(appearance) || appearance.isColourManaged !== first.isColourManaged || !sameChannels(appearance.channels, first.channels);

/** Whether the arithmetic of {@link colourMatrix} changes nothing. */
export const isAsScanned = ({ brightness, contrast, gamma, saturation, whitePoint }: SlideAppearance): boolean =>
  brightness === 0 && contrast === 1 && gamma === 1 && saturation === 1 && whitePoint === null;

export const sameAppearance = (a: SlideAppearance, b: SlideAppearance): boolean =>
  a.brightness === b.brightness && a.contrast === b.contrast && a.gamma === b.gamma && a.saturation === b.saturation
  && a.isColourManaged === b.isColourManaged && a.z === b.z && a.isFlipped === b.isFlipped
  && (a.whitePoint ?? []).join() === (b.whitePoint ?? []).join() && sameChannels(a.channels, b.channels);

const sameChannels = (a: readonly ChannelAppearance[], b: readonly ChannelAppearance[]): boolean =>
  a.length === b.length && a.every((one, i) => {
    const other = b[i]!;
    return one.on === other.on && one.colour === other.colour && one.low === other.low && one.high === other.high;
  });
