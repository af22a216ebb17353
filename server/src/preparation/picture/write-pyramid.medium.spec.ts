import { readdir, readFile, writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { openSlide, type SlideImage } from '../../readers/index.js';
import { itWithSlide } from '../../testing/index.js';
import { drawing, picture, psnr, shown } from '../testing/pictures.js';
import { WorkFolder } from '../../testing/work-folder.js';
import { writePyramid } from './write-pyramid.js';

const work = new WorkFolder();
const options = { signal: new AbortController().signal, freeBytes: () => Promise.resolve(Number.MAX_SAFE_INTEGER) };

const made = async (path: string): Promise<string> => {
  await writePyramid(path, work.at('made.tif'), options);
  return work.at('made.tif');
};

/** A picture of one colour, as a tiny SVG. */
const frame = (colour: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect width="32" height="32" fill="${colour}"/></svg>`);

async function imageOf(path: string): Promise<SlideImage> {
  const reader = await openSlide(path);
  await reader.close();
  return reader.image;
}

const refusal = (path: string): Promise<unknown> => writePyramid(path, work.at('made.tif'), options).then(() => undefined, (error: unknown) => (error as { code?: string }).code);

describe('writePyramid', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('makes a tiled pyramid of a %s that looks the same', async (format) => {
    const source = await picture(700, 430).toFormat(format, format === 'png' ? {} : { quality: 100 }).toBuffer();
    const path = await made(await work.file('in', source));
    const { format: read, levels, mppX } = await imageOf(path);
    expect(read).toBe('generic-tiff');
    expect(mppX).toBeUndefined();
    expect(levels.map(({ widthPx, heightPx, tileWidthPx }) => [widthPx, heightPx, tileWidthPx])).toEqual([[700, 430, 256], [350, 215, 256], [175, 107, 256]]);
    expect(psnr(await shown(path), await sharp(source).removeAlpha().raw().toBuffer())).toBeGreaterThan(42);
  });

  it('makes three channels of grey, and eight bits of sixteen', async () => {
    const grey = await made(await work.file('grey', await picture(300, 200).greyscale().png().toBuffer()));
    expect(psnr(await shown(grey), await sharp(work.at('grey')).toColourspace('srgb').raw().toBuffer())).toBeGreaterThan(42);
    const deep = await made(await work.file('deep', await picture(300, 200).toColourspace('rgb16').png().toBuffer()));
    expect(psnr(await shown(deep), drawing(300, 200))).toBeGreaterThan(42);
  });

  it('takes what shows through for glass', async () => {
    const path = await made(await work.file('in', await sharp({ create: { width: 64, height: 64, channels: 4, background: '#00000000' } }).png().toBuffer()));
    expect((await shown(path)).every((sample) => sample > 250)).toBe(true);
  });

  it('turns a picture the right way up', async () => {
    const turned = await picture(300, 200).withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
    const path = await made(await work.file('in', turned));
    expect(await imageOf(path)).toMatchObject({ widthPx: 200, heightPx: 300 });
    expect(psnr(await shown(path), await sharp(turned).autoOrient().raw().toBuffer())).toBeGreaterThan(38);
  });

  it('keeps a scale of a microscope, and no other', async () => {
    const scaled = async (density: number): Promise<number | undefined> => (await imageOf(await made(await work.file('in', await picture(64, 64).withMetadata({ density }).png().toBuffer())))).mppX;
    expect(await scaled(25_400 / 0.5)).toBeCloseTo(0.5, 3);
    expect(await scaled(300)).toBeUndefined();
  });

  it('keeps the ICC profile, leaves the samples as they are, and drops all else that the picture says', async () => {
    const source = await picture(300, 200).withIccProfile('p3').withExif({ IFD0: { ImageDescription: 'Jane Roe', Artist: 'Dr Doe', Copyright: 'St Elsewhere' } }).png().toBuffer();
    const path = await made(await work.file('in', source));
    const { icc } = await sharp(source).metadata();
    expect((await sharp(path).metadata()).icc).toEqual(icc);
    expect(psnr(await shown(path), await sharp(source, { ignoreIcc: true }).raw().toBuffer())).toBeGreaterThan(42);
    const bytes = (await readFile(path)).toString('latin1');
    for (const text of ['Jane', 'Dr Doe', 'Elsewhere']) expect(bytes).not.toContain(text);
  });

  it.each([
    ['one that is tiny', () => picture(15, 100).png(), 'slide.not-a-slide'],
    ['CMYK', () => picture(100, 100).toColourspace('cmyk').jpeg(), 'slide.pixels-unsupported'],
    ['an animation', () => sharp([frame('#112233'), frame('#445566')], { join: { animated: true } }).webp(), 'slide.not-a-slide'],
  ] as const)('refuses %s', async (_, source, code) => {
    await expect(refusal(await work.file('in', await source().toBuffer()))).resolves.toBe(code);
    await expect(readdir(work.path)).resolves.toEqual(['in']);
  });

  it('refuses by its header alone what would not fit in memory', async () => {
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#123' } }).png({ progressive: true }).toBuffer();
    png.writeUInt32BE(100_000, 16);
    png.writeUInt32BE(90_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await expect(refusal(await work.file('in', png))).resolves.toBe('slide.too-large');
  });

  it('refuses a picture that breaks off', async () => {
    const whole = await picture(700, 430).jpeg().toBuffer();
    await expect(refusal(await work.file('in', whole.subarray(0, whole.length / 2)))).resolves.toBe('slide.damaged');
    await expect(refusal(await work.file('in', whole.subarray(0, 30)))).resolves.toBe('slide.damaged');
  });

  it('refuses where there is no room, before it begins', async () => {
    const path = await work.file('in', await picture(700, 430).jpeg().toBuffer());
    await expect(writePyramid(path, work.at('made.tif'), { ...options, freeBytes: () => Promise.resolve(100_000) })).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(readdir(work.path)).resolves.toEqual(['in']);
  });

  itWithSlide('skimage-ihc.png', 'makes a slide of a photograph: above 38 dB', async (path) => {
    const target = await made(path);
    expect(psnr(await shown(target), await sharp(path).removeAlpha().raw().toBuffer())).toBeGreaterThan(38);
  });

  itWithSlide('libvips-sample.tif', 'makes a slide of a TIFF in strips', async (path) => {
    const target = await made(path);
    expect(psnr(await shown(target), await sharp(path, { ignoreIcc: true }).removeAlpha().toColourspace('srgb').raw().toBuffer())).toBeGreaterThan(38);
  });

  it('leaves the picture itself alone', async () => {
    const source = await picture(100, 100).jpeg().toBuffer();
    await writeFile(work.at('in'), source);
    await made(work.at('in'));
    await expect(readFile(work.at('in'))).resolves.toEqual(source);
  });
});

