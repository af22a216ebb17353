import sharp from 'sharp';
import { storedBytes } from '../../testing/memory-file.js';
import { itWithSlide } from '../../testing/real-slides.js';
import { openSlide, type SlideReader, transcodeTile } from '../index.js';
import type { PixelTile } from '../slide-reader.js';

/** A picture beside the slide as it is stored, decoded to RGB. */
async function rgb(slide: SlideReader, kind: 'label' | 'macro' | 'thumbnail'): Promise<{ data: Buffer; size: number[] }> {
  const stored = storedBytes(await slide.picture(kind));
  const { data, info } = await sharp(stored).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, size: [info.width, info.height] };
}

/** kind, size, and x, y and colour read with OpenSlide 3.4.1 (`associated_images`). */
const CMU_PICTURES = [
  ['thumbnail', [574, 768], [[200, 300, 245, 243, 243], [300, 500, 136, 91, 132]]],
  ['label', [387, 463], [[10, 10, 0, 0, 2], [200, 200, 234, 156, 55], [100, 400, 159, 113, 56]]],
  ['macro', [1280, 431], [[100, 100, 0, 0, 0], [900, 200, 236, 238, 238], [400, 150, 6, 255, 6]]],
] as const;

describe('real TIFF slides', () => {
  itWithSlide('CMU-1-Small-Region.svs', 'tells where an Aperio scan came from, and neither scanner number, user nor file name', async (path) => {
    const slide = await openSlide(path);
    expect(slide.origin).toEqual({ manufacturer: 'Aperio', software: 'Aperio Image Library v10.0.51', scannedAt: '2009-12-29T09:59:15' });
    await slide.close();
  });

  itWithSlide('CMU-1-Small-Region.svs', 'shows label, macro and thumbnail in the colours that OpenSlide gives', async (path) => {
    const slide = await openSlide(path);
    expect([...slide.associated].sort()).toEqual(['label', 'macro', 'thumbnail']);
    for (const [kind, size, colours] of CMU_PICTURES) {
      const { data, size: own } = await rgb(slide, kind);
      expect(own).toEqual(size);
      for (const [x, y, ...colour] of colours) {
        const at = (y * size[0] + x) * 3;
        expect(Math.max(...colour.map((value, i) => Math.abs(value - data[at + i]!)))).toBeLessThanOrEqual(1);
      }
    }
    await slide.close();
  });

  itWithSlide('openslide-small.svs', 'finds the thumbnail of a slide that has nothing else', async (path) => {
    const slide = await openSlide(path);
    expect(slide.associated).toEqual(['thumbnail']);
    expect((await slide.picture('thumbnail'))?.kind).toBe('jpeg');
    await expect(slide.picture('label')).resolves.toBeUndefined();
    await slide.close();
  });

  itWithSlide('openslide-boxes.tiff', 'has the ICC profile of the file, byte by byte', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image.hasColourProfile).toBe(true);
    const { icc } = await sharp(path).metadata();
    expect((await slide.colourProfile())?.equals(icc!)).toBe(true);
    await slide.close();
  });

  itWithSlide('multi-channel-z-series.ome.tif', 'has every sample of every focal plane and channel that libvips reads', async (path) => {
    const slide = await openSlide(path);
    expect(slide.image).toMatchObject({ format: 'ome-tiff', widthPx: 439, heightPx: 167, zPlanes: 5, channels: 3, maxSample: 255, background: '#000000' });
    for (let z = 0; z < 5; z++) {
      for (let channel = 0; channel < 3; channel++) {
        // Its order is XYZCT: focal planes first. Its samples are signed, and come out lifted by 128.
        const page = await sharp(path, { page: channel * 5 + z }).toColourspace('b-w').raw({ depth: 'char' }).toBuffer();
        const left = (await slide.tile({ level: 0, column: 0, row: 0, z, channel })) as PixelTile;
        const right = (await slide.tile({ level: 0, column: 1, row: 0, z, channel })) as PixelTile;
        const differences = page.filter((sample, i) => {
          const [x, y] = [i % 439, Math.floor(i / 439)];
          return (x < 256 ? left.pixels[y * 256 + x]! : right.pixels[y * 256 + x - 256]!) !== (sample ^ 0x80);
        });
        expect(differences.length).toBe(0);
      }
    }
    await slide.close();
  });

  itWithSlide('multi-channel-z-series.ome.tif', 'serves its tiles as pictures that keep every sample', async (path) => {
    const slide = await openSlide(path);
    const tile = (await slide.tile({ level: 0, column: 0, row: 0, z: 2, channel: 1 })) as PixelTile;
    const { bytes, type } = await transcodeTile(tile);
    expect(type).toBe('image/png');
    expect((await sharp(bytes).toColourspace('b-w').raw().toBuffer()).equals(tile.pixels)).toBe(true);
    expect(() => storedBytes(tile)).toThrow();
    await slide.close();
  });
});
