import type { ChannelFacts } from '../channel-facts.js';
import type { ChunkLayout } from './chunk-layout.js';
import type { PyramidLevel } from './pyramid.js';
import type { TiffDirectory } from './tiff-directory.js';

/** A plane that is stored without tiles, small enough to be decoded whole. */
export interface FlatPlane {
  readonly directory: TiffDirectory;
  readonly chunks: ChunkLayout;
}

/** Where the pixels of one focal plane and channel lie. */
export type StoredPlane = { readonly levels: readonly PyramidLevel[]; readonly flat?: undefined } | { readonly levels?: undefined; readonly flat: FlatPlane };

/** The planes of a slide. Those of all focal planes and channels have the same levels. */
export interface PlaneStack {
  readonly zPlanes: number;
  readonly zSpacingUm?: number;
  readonly channels: number;
  /** At z * channels + channel; `undefined` where none was ever stored, never so for the first. */
  readonly planes: readonly (StoredPlane | undefined)[];
  /** Present where samples are measurements of channels, one entry a channel. */
  readonly measured?: { readonly channels: readonly ChannelFacts[]; readonly maxSample: number };
}

/** What nearly every slide has: one picture. */
export const onePlane = (levels: readonly PyramidLevel[]): PlaneStack => ({ zPlanes: 1, channels: 1, planes: [{ levels }] });
