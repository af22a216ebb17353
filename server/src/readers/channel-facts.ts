import { cleanText } from './clean-text.js';

/** As `SlideChannel` has it. */
const NAME_CHARACTERS = 80;

/** What a file says of a channel. */
export interface ChannelFacts {
  readonly name: string;
  /** `#rrggbb`. */
  readonly colour: string;
  /** The whole range of samples is shown at first: channels that together are a photograph. */
  readonly isPrimary: boolean;
}

export interface ChannelSaid {
  readonly name?: string;
  /** Fluor of OME, where the channel has no name. */
  readonly fluor?: string;
  /** OME's Color: red, green, blue and opacity as one signed number. */
  readonly rgba?: number;
  readonly emissionNm?: number;
}

/** Where nothing is said: colours that add up to white and are told apart by the colour-blind too, most important first. */
const PALETTE = ['#0000ff', '#00ff00', '#ff0000', '#00ffff', '#ff00ff', '#ffff00', '#ff8000', '#8080ff'] as const;

/** Stains in everyday use, for files that name them and no colour. */
const STAINS: readonly (readonly [RegExp, string])[] = [
  [/dapi|hoechst|405/i, '#0000ff'],
  [/fitc|gfp|alexa ?(fluor )?488|af ?488|cy2|opal ?520/i, '#00ff00'],
  [/tritc|cy3|alexa ?(fluor )?5(46|55)|rhodamine|opal ?570/i, '#ffff00'],
  [/texas ?red|alexa ?(fluor )?594|mcherry|opal ?(620|650)/i, '#ff0000'],
  [/cy5|alexa ?(fluor )?6(47|60)|opal ?690/i, '#ff00ff'],
  [/cy7|alexa ?(fluor )?7\d0|opal ?780/i, '#ffffff'],
];

/** Upper ends of emission in nm, and the colour that light has to the eye; infrared has none and gets magenta. */
const EMISSIONS: readonly (readonly [belowNm: number, colour: string])[] = [
  [490, '#0000ff'],
  [505, '#00ffff'],
  [560, '#00ff00'],
  [590, '#ffff00'],
  [625, '#ff8000'],
  [660, '#ff0000'],
  [Infinity, '#ff00ff'],
];

/**
 * Names and colours of channels. White for several channels is what writers put where nobody chose: it would show nothing but
 * their sum, so the stain's name, its emission or a palette decides then.
 */
export function channelFacts(said: readonly ChannelSaid[]): ChannelFacts[] {
  const chosen = said.map(({ rgba }) => colourOf(rgba));
  const isChosen = said.length === 1 || new Set(chosen).size > 1;
  return said.map((channel, i) => {
    const name = cleanText(channel.name, NAME_CHARACTERS) ?? cleanText(channel.fluor, NAME_CHARACTERS) ?? '';
    const colour = (isChosen ? chosen[i] : undefined) ?? guessed(channel, name) ?? (said.length === 1 ? '#ffffff' : PALETTE[i % PALETTE.length]!);
    return { name, colour, isPrimary: said.length === 3 && /^(r(ed)?|g(reen)?|b(lue)?)$/i.test(name) };
  });
}

function guessed({ emissionNm, fluor }: ChannelSaid, name: string): string | undefined {
  const stain = STAINS.find(([pattern]) => pattern.test(name) || (fluor !== undefined && pattern.test(fluor)))?.[1];
  return stain ?? (emissionNm === undefined ? undefined : EMISSIONS.find(([belowNm]) => emissionNm < belowNm)?.[1]);
}

/** Black would never be seen, so it is no choice. */
function colourOf(rgba: number | undefined): string | undefined {
  if (rgba === undefined || !Number.isInteger(rgba)) return undefined;
  const rgb = (rgba >>> 8) & 0xff_ffff;
  return rgb === 0 ? undefined : `#${rgb.toString(16).padStart(6, '0')}`;
}
