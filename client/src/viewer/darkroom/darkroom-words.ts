import type { ChannelLight } from './blend-channels';
import type { ColourTable } from './colour-table';

/** A tile of channels to be made into a picture. */
export interface BlendJob {
  readonly kind: 'blend';
  /** Names the tile on its plane; with the channel, its samples. */
  readonly place: string;
  readonly lights: readonly ChannelLight[];
  readonly maxSample: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** PNG of channels that were found missing before; `null` for a place that was not scanned. */
  readonly sources: readonly { readonly channel: number; readonly blob: Blob | null }[];
}

/** One channel of a tile to be looked at: which samples it has. */
export interface MeasureJob {
  readonly kind: 'measure';
  /** PNG of the channel. */
  readonly blob: Blob;
  readonly maxSample: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A tile of colours to be brought to sRGB. */
export interface ManageJob {
  readonly kind: 'manage';
  readonly blob: Blob;
  readonly table: ColourTable;
  readonly widthPx: number;
  readonly heightPx: number;
}

export type DarkroomJob = BlendJob | ManageJob | MeasureJob;

/** What becomes of a job: a picture, or some samples, or the channels whose samples are not there (any more), or words for the log. */
export type DarkroomAnswer =
  | { readonly picture: ImageBitmap }
  | { readonly samples: readonly number[] }
  | { readonly missing: readonly number[] }
  | { readonly failed: string };

export type DarkroomRequest = { readonly id: number; readonly job: DarkroomJob } | { readonly forget: true };
export type DarkroomReply = { readonly id: number; readonly answer: DarkroomAnswer };
