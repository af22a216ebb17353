import * as z from 'zod';
import { AssociatedPicture, SlideImage, SlideOrigin } from './slide-image.js';
import { QualityVerdict, SlideQuality } from './slide-quality.js';

/** A slide in a list. */
export const SlideSummary = z.object({
  id: z.uuid(),
  /** Part and stain, such as “A1 · H&E”. */
  name: z.string(),
  widthPx: z.int(),
  heightPx: z.int(),
  mppX: z.number().nullable(),
  mppY: z.number().nullable(),
  objectivePower: z.number().nullable(),
  /** `damaged`: the file is gone, changed or no longer readable. */
  state: z.enum(['ready', 'damaged']),
  /** What holds today of quality control; `null` for a slide that came in without. A rejected slide is opened by managers of its case only. */
  verdict: QualityVerdict.nullable(),
});
export type SlideSummary = z.infer<typeof SlideSummary>;

/** Everything a viewer needs: `image` has the levels of the file's own tile grid. */
export const SlideDetail = SlideSummary.extend({
  image: SlideImage,
  /** SHA-256 of the stored file (of a folder: of its files' names and digests); `null` until it is known. */
  digest: z.string().nullable(),
  origin: SlideOrigin,
  /** Pictures that the file holds and that this person may see. */
  associated: z.array(AssociatedPicture),
  quality: SlideQuality.nullable(),
  /** The stored file itself was cleaned of what shows the patient. */
  isDeidentified: z.boolean(),
});
export type SlideDetail = z.infer<typeof SlideDetail>;

/** A place on the file's own tile grid. Level 0 is full resolution; focal plane and channel count from 0. */
export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  readonly z?: number;
  readonly channel?: number;
}

/** One spelling a tile: plane and channel are named only where one of them is not 0. */
export const tileUrl = (slideId: string, { level, column, row, z = 0, channel = 0 }: TilePlace): string =>
  `/api/slides/${slideId}${z === 0 && channel === 0 ? '' : `/planes/${z}/${channel}`}/tiles/${level}/${column}/${row}`;

/** JPEG; 404 where the file has none or this person may not see it. */
export const associatedUrl = (slideId: string, picture: AssociatedPicture): string => `/api/slides/${slideId}/associated/${picture}`;

/** Points a side of the colour table of a slide. */
export const COLOUR_TABLE_POINTS = 33;

/**
 * The slide's ICC profile as a table from its colours to sRGB: a lossless PNG of 33 squares of 33 x 33 px in a row. Red counts
 * right within a square, green down, blue from square to square; steps of 255 / 32.
 */
export const colourTableUrl = (slideId: string): string => `/api/slides/${slideId}/colour-table`;

export const thumbnailUrl = (slideId: string): string => `/api/slides/${slideId}/thumbnail`;

/** Longest side of a thumbnail in pixels. */
export const THUMBNAIL_PX = 512;
