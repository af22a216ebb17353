import sharp from 'sharp';
import { dicomRle, jpeg2000, jpegLs, type Picture, somePicture } from '../testing/codestreams.js';
import { type CodedTile, type EncodedTile, type PixelTile, transcodeTile } from './index.js';

const [WIDTH, HEIGHT] = [48, 40];
const COUNT = WIDTH * HEIGHT;
const size = { widthPx: WIDTH, heightPx: HEIGHT };

/** Every sample of a tile as `SlideImage.channelStyles` says that a viewer reads it. */
async function samplesShown(tile: EncodedTile): Promise<number[]> {
  const { bytes, type } = await transcodeTile(tile);
  expect(type).toBe('image/png');
  const { channels = 0 } = await sharp(bytes).metadata();
  expect(channels).toBe(tile.kind !== 'jpeg' && tile.maxSample! <= 255 ? 1 : 3);
  const { data, info } = await sharp(bytes).toColourspace(channels === 1 ? 'b-w' : 'srgb').raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([WIDTH, HEIGHT, channels]);
  if (channels === 1) return [...data];
  return Array.from({ length: COUNT }, (_, i) => {
    expect(data[3 * i + 2]).toBe(0);
    return data[3 * i]! * 256 + data[3 * i + 1]!;
  });
}

/** The middle pixel, of a JPEG. */
async function colourShown(tile: EncodedTile): Promise<number[]> {
  const { bytes, type } = await transcodeTile(tile);
  expect(type).toBe('image/jpeg');
  const { data, info } = await sharp(bytes).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([WIDTH, HEIGHT]);
  return [...data.subarray((COUNT / 2) * info.channels, (COUNT / 2) * info.channels + 3)];
}

const expectClose = (actual: number[], expected: number[]): void => expected.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(2));

const pixelTile = (pixels: Buffer, rest: Partial<PixelTile> = {}): PixelTile => ({ kind: 'pixels', pixels, bands: 3, bitsPerSample: 8, extraBand: 'ignored', ...size, ...rest });
const filled = (...pixel: number[]): Buffer => Buffer.alloc(COUNT * pixel.length, Buffer.from(pixel));

/** Every value from 0 to 65,535 in steps, and the ends. */
const wide = Uint16Array.from({ length: COUNT }, (_, i) => Math.round((i * 65_535) / (COUNT - 1)));
const wideBytes = Buffer.from(wide.buffer);
const narrow = Buffer.from(Array.from({ length: COUNT }, (_, i) => i % 256));

describe('transcodeTile with samples of a channel', () => {
  it('keeps every value of 8 and of 16 bits', async () => {
    expect(await samplesShown(pixelTile(narrow, { bands: 1, maxSample: 255 }))).toEqual([...narrow]);
    expect(await samplesShown(pixelTile(wideBytes, { bands: 1, bitsPerSample: 16, maxSample: 65_535 }))).toEqual([...wide]);
  });

  it('reads 16 bits wherever in memory they lie', async () => {
    const odd = Buffer.concat([Buffer.alloc(1), wideBytes]).subarray(1);
    expect(await samplesShown(pixelTile(odd, { bands: 1, bitsPerSample: 16, maxSample: 65_535 }))).toEqual([...wide]);
  });

  it('makes grey of 16-bit samples that fit into a byte, and the brightest grey of those that do not', async () => {
    const samples = Uint16Array.from({ length: COUNT }, (_, i) => i % 300);
    expect(await samplesShown(pixelTile(Buffer.from(samples.buffer), { bands: 1, bitsPerSample: 16, maxSample: 200 }))).toEqual([...samples].map((value) => Math.min(255, value)));
  });

  it('keeps every value of a TIFF that libvips decodes', async () => {
    const tiff16 = await sharp(wide, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).toColourspace('grey16').tiff({ compression: 'lzw' }).toBuffer();
    expect(await samplesShown({ kind: 'raw', bytes: tiff16, extraBand: 'ignored', maxSample: 65_535, ...size })).toEqual([...wide]);
    const tiff8 = await sharp(narrow, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).toColourspace('b-w').tiff({ compression: 'deflate' }).toBuffer();
    expect(await samplesShown({ kind: 'raw', bytes: tiff8, extraBand: 'ignored', maxSample: 255, ...size })).toEqual([...narrow]);
    // Larger samples than 8 bits hold are announced, though there are none.
    expect(await samplesShown({ kind: 'raw', bytes: tiff8, extraBand: 'ignored', maxSample: 4_095, ...size })).toEqual([...narrow]);
  });

  it('keeps every value of a codestream', async () => {
    const picture = somePicture({ ...size, bands: 1, precision: 16 });
    const expected = [...new Uint16Array(Uint8Array.from(picture.pixels).buffer)];
    const encoders: [CodedTile['codec'], (from: Picture) => Promise<Buffer> | Buffer][] = [['jpeg2000', jpeg2000], ['jpeg-ls', jpegLs], ['dicom-rle', dicomRle]];
    for (const [codec, encode] of encoders) {
      expect(await samplesShown({ kind: 'coded', codec, bytes: await encode(picture), colour: 'grey', bitsPerSample: 16, maxSample: 65_535, ...size })).toEqual(expected);
    }
  });

  it('fails a tile whose pixels are not of one channel, or not all there', async () => {
    for (const tile of [pixelTile(filled(1, 2, 3), { maxSample: 255 }), pixelTile(narrow.subarray(1), { bands: 1, maxSample: 255 }), pixelTile(narrow, { bands: 1, bitsPerSample: 16, maxSample: 300 })]) {
      await expect(transcodeTile(tile)).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    }
  });
});

describe('transcodeTile with pixels', () => {
  it('shows RGB, and grey as it is', async () => {
    expectClose(await colourShown(pixelTile(filled(200, 90, 150))), [200, 90, 150]);
    expectClose(await colourShown(pixelTile(filled(70), { bands: 1 })), [70, 70, 70]);
  });

  it('shows 16 bits by their range', async () => {
    const pixels = Buffer.from(Uint16Array.from({ length: COUNT * 3 }, (_, i) => [51_400, 23_130, 38_550][i % 3]!).buffer);
    expectClose(await colourShown(pixelTile(pixels, { bitsPerSample: 16 })), [200, 90, 150]);
  });

  it('lays transparent pixels on white, and ignores a fourth band that is no coverage', async () => {
    expectClose(await colourShown(pixelTile(filled(200, 90, 150, 0), { bands: 4, extraBand: 'alpha' })), [255, 255, 255]);
    expectClose(await colourShown(pixelTile(filled(200, 90, 150, 128), { bands: 4, extraBand: 'alpha' })), [227, 172, 202]);
    expectClose(await colourShown(pixelTile(filled(200, 90, 150, 0), { bands: 4 })), [200, 90, 150]);
  });

  it('shows colours of a codestream', async () => {
    const picture: Picture = { ...size, bands: 3, precision: 8, pixels: filled(200, 90, 150) };
    for (const [codec, bytes] of [['jpeg2000', await jpeg2000(picture)], ['dicom-rle', dicomRle(picture)]] as const) {
      expectClose(await colourShown({ kind: 'coded', codec, bytes, colour: 'rgb', bitsPerSample: 8, ...size }), [200, 90, 150]);
    }
  });

  it('fails a tile whose pixels are not all there', async () => {
    await expect(transcodeTile(pixelTile(filled(1, 2, 3).subarray(3)))).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });
});
