import * as z from 'zod';
import { SlideImage } from './slide-image.js';

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
  /** `damaged`: the file is gone or no longer readable. */
  state: z.enum(['ready', 'damaged']),
});
export type SlideSummary = z.infer<typeof SlideSummary>;

/** Everything a viewer needs: `image` has the levels of the file's own tile grid. */
export const SlideDetail = SlideSummary.extend({ image: SlideImage, digest: z.string().nullable() });
export type SlideDetail = z.infer<typeof SlideDetail>;

export const tileUrl = (slideId: string, level: number, column: number, row: number): string =>
  `/api/slides/${slideId}/tiles/${level}/${column}/${row}`;

export const thumbnailUrl = (slideId: string): string => `/api/slides/${slideId}/thumbnail`;

/**
 * Carries an uploaded file's name, URI-encoded. Not the address: proxies log addresses, and file names of scanners
 * may hold a patient's name.
 */
export const FILE_NAME_HEADER = 'x-file-name';

/** Longest side of a thumbnail in pixels. */
export const THUMBNAIL_PX = 512;
