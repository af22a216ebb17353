import type { Metadata } from 'sharp';
import { requirePicture } from './require-picture.js';

const facts = (more: Partial<Metadata>): Metadata => ({
  width: 1000, height: 1000, space: 'srgb', channels: 3, depth: 'uchar', format: 'jpeg', isProgressive: false, isPalette: false, hasProfile: false, hasAlpha: false,
  chromaSubsampling: '4:4:4', autoOrient: { width: 1000, height: 1000 }, ...more,
}) as Metadata;

describe('requirePicture', () => {
  it.each([
    ['64 x 64 px', { width: 64, height: 64 }],
    ['four gigapixels that come row by row', { width: 65_000, height: 65_000 }],
    ['grey', { space: 'b-w' }],
    ['16 bits', { space: 'rgb16', depth: 'ushort' }],
  ] as const)('takes %s', (_, more) => expect(() => requirePicture(facts(more))).not.toThrow());

  it.each([
    ['a drawing', { format: 'svg' }, 'slide.not-a-slide'],
    ['an icon', { width: 15 }, 'slide.not-a-slide'],
    ['more than four gigapixels', { width: 70_000, height: 70_000, format: 'tiff' }, 'slide.too-large'],
    ['a progressive one that would be held whole', { width: 20_000, height: 20_000, isProgressive: true }, 'slide.too-large'],
    ['one on its side that would be held whole', { width: 20_000, height: 20_000, orientation: 6 }, 'slide.too-large'],
    ['a WebP that would be held whole', { width: 16_000, height: 16_000, format: 'webp' }, 'slide.too-large'],
    ['a stack', { pages: 5, format: 'tiff' }, 'slide.not-tiled'],
    ['an animation', { pages: 5, format: 'webp' }, 'slide.not-a-slide'],
    ['colours for printers', { space: 'cmyk' }, 'slide.pixels-unsupported'],
    ['samples without a scale', { depth: 'float' }, 'slide.pixels-unsupported'],
    ['signed samples', { depth: 'short' }, 'slide.pixels-unsupported'],
  ] as const)('refuses %s', (_, more, code) => expect(() => requirePicture(facts(more))).toThrow(expect.objectContaining({ code }) as Error));
});
