import sharp from 'sharp';
import { storedBytes } from '../testing/memory-file.js';
import { itWithSlide } from '../testing/real-slides.js';
import { openSlide, type SlideReader, transcodeTile } from './index.js';

/** The pixel of a level as a browser would show it: the tile as it is served, decoded by nothing but its own markers. */
async function pixel(slide: SlideReader, level: number, x: number, y: number): Promise<number[]> {
  const { tileWidthPx, tileHeightPx } = slide.image.levels[level]!;
  const tile = await slide.tile({ level, column: Math.floor(x / tileWidthPx), row: Math.floor(y / tileHeightPx) });
  const { data, info } = await sharp((await transcodeTile(tile!)).bytes).raw().toBuffer({ resolveWithObject: true });
  const at = ((y % tileHeightPx) * info.width + (x % tileWidthPx)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

/** x, y and colour at level 0, read with OpenSlide 3.4.1 (openslide-python 1.2.0, `read_region`). */
const CMU_COLOURS = [
  [3, 5, 253, 230, 219],
  [2219, 2966, 248, 248, 248],
  [239, 239, 246, 246, 246],
  [240, 240, 246, 246, 243],
  [1111, 1500, 89, 46, 72],
  [1326, 617, 255, 254, 233],
  [1617, 2666, 138, 87, 126],
  [197, 296, 246, 246, 246],
  [2194, 385, 246, 246, 243],
  [1497, 2387, 241, 145, 191],
  [237, 2078, 246, 243, 243],
  [879, 153, 245, 248, 241],
] as const;

/** level, x, y and colour, read in the same way. */
const BOXES_COLOURS = [
  [0, 1, 1, 255, 255, 255],
  [0, 150, 125, 0, 0, 255],
  [0, 100, 62, 255, 0, 0],
  [1, 75, 62, 0, 0, 255],
  [1, 50, 31, 255, 0, 0],
  [2, 18, 46, 0, 0, 255],
  [3, 12, 7, 255, 0, 0],
  [3, 35, 29, 255, 255, 255],
] as const;

describe('real slides', () => {
  itWithSlide('CMU-1-Small-Region.svs', 'reads the scale of an Aperio slide and none of its associated images', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image).toEqual({
      format: 'aperio-svs', widthPx: 2220, heightPx: 2967, mppX: 0.499, mppY: 0.499, objectivePower: 20, zPlanes: 1, channels: 1,
      levels: [{ widthPx: 2220, heightPx: 2967, tileWidthPx: 240, tileHeightPx: 240, columns: 10, rows: 13, downsample: 1 }],
    });
    await slide.close();
  });

  itWithSlide('CMU-1-Small-Region.svs', 'passes Aperio tiles through in the colours that OpenSlide gives', async (path) => {
    const slide = await openSlide(path);
    expect((await slide.tile({ level: 0, column: 4, row: 6 }))?.kind).toBe('jpeg');
    // Decoders round the inverse cosine transform differently, by one at most.
    for (const [x, y, ...rgb] of CMU_COLOURS) {
      const shown = await pixel(slide, 0, x, y);
      expect(Math.max(...rgb.map((value, i) => Math.abs(value - shown[i]!)))).toBeLessThanOrEqual(1);
    }
    await slide.close();
  });

  itWithSlide('CMU-1-Small-Region.svs', 'serves padded edge tiles whole', async (path) => {
    const slide = await openSlide(path);
    const edge = await slide.tile({ level: 0, column: 9, row: 12 });
    expect(await sharp(storedBytes(edge)).metadata()).toMatchObject({ width: 240, height: 240, channels: 3 });
    await slide.close();
  });

  itWithSlide('openslide-boxes.tiff', 'decodes every level of a deflate pyramid, and believes no 72 dpi', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image.format).toBe('generic-tiff');
    expect(slide.image.mppX).toBeUndefined();
    expect(slide.image.levels.map(({ widthPx, heightPx, downsample }) => [widthPx, heightPx, downsample])).toEqual([[300, 250, 1], [150, 125, 2], [75, 62, 4], [37, 31, 8]]);
    for (const [level, x, y, ...rgb] of BOXES_COLOURS) {
      const shown = await pixel(slide, level, x, y);
      expect(Math.max(...rgb.map((value, i) => Math.abs(value - shown[i]!)))).toBeLessThanOrEqual(4);
    }
    await slide.close();
  });

  itWithSlide('openslide-small.svs', 'opens a slide smaller than its only tile', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image).toMatchObject({ widthPx: 16, heightPx: 16, mppX: 0.499, levels: [{ columns: 1, rows: 1, tileWidthPx: 64 }] });
    expect((await slide.tile({ level: 0, column: 0, row: 0 }))?.kind).toBe('jpeg');
    await slide.close();
  });

  const refusals = [
    ['libvips-sample.tif', 'slide.not-tiled'],
    ['skimage-ihc.png', 'slide.not-a-slide'],
  ] as const;
  for (const [name, code] of refusals) {
    itWithSlide(name, `refuses ${name} with ${code}`, async (path) => {
      await expect(openSlide(path)).rejects.toMatchObject({ name: 'SlideFileError', code });
    });
  }
});
