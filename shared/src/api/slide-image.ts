import * as z from 'zod';

/**
 * One level of a slide's pyramid, on the file's own tile grid.
 *
 * Tiles at the right and bottom edges are full-size too: what lies past `widthPx`/`heightPx` is padding.
 */
export const SlideLevel = z.object({
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  tileWidthPx: z.int().positive(),
  tileHeightPx: z.int().positive(),
  /** Tiles in a row: ceil(widthPx / tileWidthPx). */
  columns: z.int().positive(),
  /** Rows of tiles: ceil(heightPx / tileHeightPx). */
  rows: z.int().positive(),
  /** Level-0 pixels per pixel of this level; 1 at level 0, and not always an integer. */
  downsample: z.number().min(1),
});
export type SlideLevel = z.infer<typeof SlideLevel>;

/** What a viewer must know of a slide to draw and measure it. It holds nothing about the patient. */
export const SlideImage = z.object({
  /** The reader that understood the file: `aperio-svs`, `ome-tiff`, `generic-tiff` … */
  format: z.string().min(1),
  /** Size of level 0. */
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Microns per level-0 pixel. Absent where the file does not say so believably: then nothing is shown in µm. */
  mppX: z.number().positive().optional(),
  mppY: z.number().positive().optional(),
  /** The scanner's objective, e.g. 20 or 40. */
  objectivePower: z.number().positive().optional(),
  /** Focal planes; 1 where there is only one. */
  zPlanes: z.int().positive(),
  /** Separately stored channels; 1 for a bright-field RGB slide. */
  channels: z.int().positive(),
  /** Largest first; index 0 is full resolution. */
  levels: z.array(SlideLevel).min(1),
});
export type SlideImage = z.infer<typeof SlideImage>;
