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

/** How one separately stored channel is first shown. Samples count from 0 to `maxSample`. */
export const SlideChannel = z.object({
  /** The stain or fluorophore, such as DAPI; empty where the file does not say. */
  name: z.string().max(80),
  /** Added to the light of the other channels; `#rrggbb`. */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  /** Shown as black and as the full colour: samples that make a good picture of this file. */
  windowLow: z.number().nonnegative(),
  windowHigh: z.number().positive(),
});
export type SlideChannel = z.infer<typeof SlideChannel>;

/** A box in level-0 pixels. */
export const SlideBounds = z.object({ x: z.int().nonnegative(), y: z.int().nonnegative(), widthPx: z.int().positive(), heightPx: z.int().positive() });
export type SlideBounds = z.infer<typeof SlideBounds>;

/** What a viewer must know of a slide to draw and measure it. It holds nothing about the patient. */
export const SlideImage = z.object({
  /** The reader that understood the file: `aperio-svs`, `ome-tiff`, `generic-tiff`, `dicom`, `hamamatsu` … */
  format: z.string().min(1),
  /** Size of level 0. */
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Microns per level-0 pixel. Absent where the file does not say so believably: then nothing is shown in µm. */
  mppX: z.number().positive().optional(),
  mppY: z.number().positive().optional(),
  /** The scanner's objective, e.g. 20 or 40. */
  objectivePower: z.number().positive().optional(),
  /** The colour of places that were not scanned, `#rrggbb`; white glass where absent. */
  background: z.string().regex(/^#[0-9a-f]{6}$/).optional(),
  /** Where the scanned areas lie, if the file says so: what lies around them is empty. */
  bounds: SlideBounds.optional(),
  /** Whether the file holds an ICC profile, by which its colours can be brought to sRGB. */
  hasColourProfile: z.boolean().optional(),
  /** Focal planes; 1 where there is only one. */
  zPlanes: z.int().positive(),
  /** Microns between two planes. */
  zSpacingUm: z.number().positive().optional(),
  /** Separately stored channels; 1 for a bright-field RGB slide. */
  channels: z.int().positive(),
  /**
   * Present where a tile holds samples of one channel instead of colours, one entry a channel. Such tiles are lossless PNG:
   * grey of 8 bits where `maxSample` is at most 255, else RGB with the sample's high byte in red and its low byte in green.
   */
  channelStyles: z.array(SlideChannel).optional(),
  /** Largest value a sample can have; with `channelStyles`. */
  maxSample: z.int().positive().max(65_535).optional(),
  /** Largest first; index 0 is full resolution. */
  levels: z.array(SlideLevel).min(1),
});
export type SlideImage = z.infer<typeof SlideImage>;

/** The pictures beside the slide itself. Label and macro show who the patient is, and are served by right alone. */
export const AssociatedPicture = z.enum(['label', 'macro', 'thumbnail']);
export type AssociatedPicture = z.infer<typeof AssociatedPicture>;

/** Where a scan came from. No serial numbers, no names, no file names: nothing of patient or operator. */
export const SlideOrigin = z.object({
  manufacturer: z.string().max(80).optional(),
  model: z.string().max(80).optional(),
  /** Version of the scanner's software. */
  software: z.string().max(80).optional(),
  /** When it was scanned, by the scanner's own clock: `2009-12-29T09:59:15`, or the date alone. */
  scannedAt: z.string().max(32).optional(),
});
export type SlideOrigin = z.infer<typeof SlideOrigin>;
