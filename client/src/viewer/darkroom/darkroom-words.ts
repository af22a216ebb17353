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

/** A tile of colours to be brought to sRGB. */
export interface ManageJob {
  readonly kind: 'manage';
  readonly blob: Blob;
  readonly table: ColourTable;
  readonly widthPx: number;
  readonly heightPx: number;
}

export type DarkroomJob = BlendJob | ManageJob;

/** What becomes of a job: a picture, or the channels whose samples are not there (any more), or words for the log. */
export type DarkroomAnswer =
  | { readonly picture: ImageBitmap }
  | { readonly missing: readonly number[] }
  | { readonly failed: string };

export type DarkroomRequest = { readonly id: number; readonly job: DarkroomJob } | { readonly forget: true };
export type DarkroomReply = { readonly id: number; readonly answer: DarkroomAnswer };
