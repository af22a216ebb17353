import type { Dye } from './cameras/dyes.js';
import type { SampleBits } from './cameras/sample-scale.js';
import type { Stain } from './tissue/stain.js';

export interface SyntheticSlide {
  readonly path: string;
  /** 256 to 100,000. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The same seed, size and kind give the same slide, to the byte. */
  readonly seed: number;
  /** Haematoxylin and eosin where not said; `IHC` is a nuclear marker in brown. */
  readonly stain?: Stain;
  /** The colours are stored in Display P3 and the file has its profile; where not said they are sRGB without one. */
  readonly profile?: 'p3';
  /** Channels of grey instead of colours; neither stain nor profile then. */
  readonly fluorescence?: {
    /** In the order in which they are stored, each once. */
    readonly channels: readonly Dye[];
    /** 16 where not said. */
    readonly bits?: SampleBits;
    /** `deflate` where not said. */
    readonly compression?: 'deflate' | 'none';
  };
  /** Focal planes, 1 to 11; one, in perfect focus, where not said. */
  readonly planes?: number;
  /** Share of level 0 that is painted, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

const LEAST_SIDE_PX = 256;
const MOST_SIDE_PX = 100_000;
const MOST_PLANES = 11;

/** @throws RangeError saying what cannot be */
export function requirePossible({ widthPx, heightPx, stain, profile, fluorescence, planes = 1 }: SyntheticSlide): void {
  for (const sidePx of [widthPx, heightPx]) {
    if (!isWithin(sidePx, LEAST_SIDE_PX, MOST_SIDE_PX)) throw new RangeError(`a synthetic slide is ${LEAST_SIDE_PX} to ${MOST_SIDE_PX} px a side, not ${sidePx}`);
  }
  if (!isWithin(planes, 1, MOST_PLANES)) throw new RangeError(`a synthetic slide has 1 to ${MOST_PLANES} focal planes, not ${planes}`);
  if (!fluorescence) return;
  const { channels } = fluorescence;
  if (channels.length === 0 || new Set(channels).size < channels.length) throw new RangeError('each channel is named once, and there is at least one');
  if (stain !== undefined) throw new RangeError('a stain is for slides in colours, and channels are for fluorescence');
  if (profile !== undefined) throw new RangeError('a colour profile is for slides in colours, and channels have none');
}

const isWithin = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;
