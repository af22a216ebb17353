import type { Metadata } from 'sharp';
import { SlideFileError } from '../../readers/index.js';

/** The largest JPEG, and far above any photograph of a microscope. */
export const MOST_PIXELS = 4_294_967_295;
/**
 * Progressive JPEG, interlaced PNG and WebP do not come row by row: the decoder holds them whole, with up to six bytes a pixel. So is what has
 * to be turned first, and a JPEG of four gigapixels of one colour is a small file.
 */
const MOST_PIXELS_HELD = 150_000_000;
/** An icon or a spacer, and nothing to be read under a microscope. */
const LEAST_SIDE_PX = 16;

/** The sample formats that become 8 bits without a guess at what black and white are. */
const DEPTHS: readonly string[] = ['uchar', 'ushort'];
/** What is decoded here. Libvips goes by the content and knows more: drawings in SVG, which are programs, and video frames. */
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'tiff'];
const SPACES: readonly string[] = ['srgb', 'rgb', 'rgb16', 'b-w', 'grey16'];

/**
 * Refuses what could only be made a slide by guessing, or with more memory than one upload may take.
 *
 * @throws SlideFileError
 */
export function requirePicture(facts: Metadata): void {
  const { width, height, space, depth, format, pages = 1, isProgressive, orientation = 1 } = facts;
  if (!FORMATS.includes(format)) throw new SlideFileError('slide.not-a-slide', `a picture of the format ${format}`);
  if (Math.min(width, height) < LEAST_SIDE_PX) throw new SlideFileError('slide.not-a-slide', `a picture of ${width} x ${height} px`);
  // An animation or a stack: which of its pages is meant, it does not say.
  if (pages > 1) throw new SlideFileError(format === 'tiff' ? 'slide.not-tiled' : 'slide.not-a-slide', `a picture of ${pages} pages`);
  const isHeld = isProgressive || format === 'webp' || orientation > 1;
  if (width * height > (isHeld ? MOST_PIXELS_HELD : MOST_PIXELS)) throw new SlideFileError('slide.too-large', `a picture of ${width} x ${height} px`);
  // CMYK is for printers: without the press it was made for, its colours are a guess.
  if (!SPACES.includes(space)) throw new SlideFileError('slide.pixels-unsupported', `colours in ${space}`);
  if (!DEPTHS.includes(depth)) throw new SlideFileError('slide.pixels-unsupported', `samples of type ${depth}`);
}
