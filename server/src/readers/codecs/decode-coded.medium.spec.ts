import { dicomRle, jpeg2000, jpegLs, type Picture, somePicture, YCC_CODESTREAMS } from '../../testing/codestreams.js';
import type { CodedTile } from '../slide-reader.js';
import { decodeCoded } from './index.js';

const tileOf = (codec: CodedTile['codec'], bytes: Buffer, { widthPx, heightPx, bands, precision }: Picture, rest: Partial<CodedTile> = {}): CodedTile => ({
  kind: 'coded', codec, bytes, widthPx, heightPx, colour: bands === 1 ? 'grey' : 'rgb', bitsPerSample: precision > 8 ? 16 : 8, ...rest,
});

const CODECS = ['jpeg2000', 'jpeg-ls', 'dicom-rle'] as const;
const encode = (codec: CodedTile['codec'], picture: Picture): Promise<Buffer> | Buffer =>
  codec === 'jpeg2000' ? jpeg2000(picture) : codec === 'jpeg-ls' ? jpegLs(picture, picture.bands === 3 ? 2 : 0) : dicomRle(picture);

async function decode(tile: CodedTile): Promise<Buffer> {
  const { pixels } = await decodeCoded(tile);
  return Buffer.from(pixels);
}

describe('decodeCoded', () => {
  it.each(CODECS.flatMap((codec) => [[codec, 3, 8], [codec, 1, 8], [codec, 1, 16]] as const))('gives back what %s holds in %i bands of %i bits, sample by sample', async (codec, bands, precision) => {
    const picture = somePicture({ bands, precision });
    const tile = tileOf(codec, await encode(codec, picture), picture, bands === 1 ? { maxSample: 2 ** precision - 1 } : {});
    expect(await decodeCoded(tile)).toMatchObject({ bands, bitsPerSample: precision });
    expect(await decode(tile)).toEqual(picture.pixels);
  });

  it('keeps 12 bits of a channel as they are, and makes 8 of a colour of 12 by what 12 bits hold', async () => {
    const picture = somePicture({ bands: 1, precision: 12 });
    for (const codec of ['jpeg2000', 'jpeg-ls'] as const) {
      const bytes = await encode(codec, picture);
      expect(await decode(tileOf(codec, bytes, picture, { maxSample: 4095 }))).toEqual(picture.pixels);
      const grey = await decode(tileOf(codec, bytes, picture));
      const expected = Buffer.from(Array.from({ length: grey.length }, (_, i) => Math.round((picture.pixels.readUInt16LE(2 * i) * 255) / 4095)));
      expect(grey).toEqual(expected);
    }
  });

  it('brings JPEG-LS that is stored band after band to pixels', async () => {
    const picture = somePicture();
    const planes = Buffer.from([0, 1, 2].flatMap((band) => [...picture.pixels].filter((_, i) => i % 3 === band)));
    expect(await decode(tileOf('jpeg-ls', await jpegLs({ ...picture, pixels: planes }, 0), picture))).toEqual(picture.pixels);
    expect(await decode(tileOf('jpeg-ls', await jpegLs(picture, 1), picture))).toEqual(picture.pixels);
  });

  it('converts YCbCr that no codestream converts', async () => {
    const [widthPx, heightPx] = [16, 16];
    const ycc = Buffer.alloc(widthPx * heightPx * 3, Buffer.from([150, 100, 180]));
    const picture: Picture = { widthPx, heightPx, bands: 3, precision: 8, pixels: ycc };
    const pixels = await decode(tileOf('dicom-rle', dicomRle(picture), picture, { colour: 'ycc' }));
    // 150 + 1.402 · 52, 150 + 0.344136 · 28 − 0.714136 · 52, 150 − 1.772 · 28
    expect([...pixels.subarray(0, 3), ...pixels.subarray(-3)]).toEqual([223, 123, 100, 223, 123, 100]);
  });

  it.each(['4:4:4', '4:2:2', '4:2:0'] as const)('brings JPEG 2000 in YCbCr %s to RGB', async (sampling) => {
    const tile: CodedTile = { kind: 'coded', codec: 'jpeg2000', bytes: YCC_CODESTREAMS[sampling], widthPx: 16, heightPx: 16, colour: 'ycc', bitsPerSample: 8 };
    const rgb = await decode(tile);
    const [isWide, isTall] = [sampling === '4:4:4', sampling !== '4:2:0'];
    let worst = 0;
    for (let at = 0; at < 256; at++) {
      const [x, y] = [at % 16, at >> 4];
      const luma = 40 + 8 * x + 3 * y;
      const cb = (isWide ? 90 + 2 * x : 90 + 5 * (x >> 1)) - 128;
      const cr = (isTall ? 200 - 3 * y : 200 - 6 * (y >> 1)) - 128;
      const expected = [luma + 1.402 * cr, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.772 * cb];
      expected.forEach((value, band) => (worst = Math.max(worst, Math.abs(Math.min(255, Math.max(0, value)) - rgb[3 * at + band]!))));
    }
    // OpenJPEG cuts off where it should round.
    expect(worst).toBeLessThan(isWide ? 0.51 : 2);
  });

  it('finds the codestream within a JP2 file', async () => {
    const picture = somePicture();
    const codestream = await jpeg2000(picture);
    const box = (type: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(8 + body.length);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    const file = Buffer.concat([box('jP  ', Buffer.from('0d0a870a', 'hex')), box('ftyp', Buffer.alloc(12)), box('jp2c', codestream)]);
    expect(await decode(tileOf('jpeg2000', file, picture))).toEqual(picture.pixels);
    await expect(decodeCoded(tileOf('jpeg2000', file.subarray(0, 32), picture))).rejects.toMatchObject({ code: 'slide.tile-damaged' });
  });

  it.each(CODECS)('refuses %s that ends early, wherever it ends', async (codec) => {
    const picture = somePicture();
    const bytes = await encode(codec, picture);
    for (const share of [0, 0.001, 0.01, 0.05, 0.3, 0.9]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(decodeCoded(tileOf(codec, cut, picture))).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    }
  });

  it.each(CODECS)('refuses %s of another size or another number of bands than is due', async (codec) => {
    const picture = somePicture();
    const bytes = await encode(codec, picture);
    if (codec !== 'dicom-rle') await expect(decodeCoded(tileOf(codec, bytes, { ...picture, widthPx: 40 }))).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(decodeCoded(tileOf(codec, bytes, picture, { colour: 'grey' }))).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    await expect(decodeCoded(tileOf(codec, bytes, { ...picture, widthPx: 65_535, heightPx: 65_535 }))).rejects.toMatchObject({ code: 'slide.too-large' });
  });

  it('survives bytes that lie behind a true header, and decodes the next tile', async () => {
    const picture = somePicture();
    let seed = 3;
    const next = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >>> 16;
    for (const codec of CODECS) {
      const bytes = await encode(codec, picture);
      for (let round = 0; round < 60; round++) {
        const broken = Buffer.from(bytes);
        for (let hit = 0; hit < 1 + (round % 8); hit++) broken[next() % broken.length] = next();
        const outcome = await decodeCoded(tileOf(codec, broken, picture)).then(({ pixels }) => pixels.length, (error: { code?: string }) => error.code);
        expect([picture.pixels.length, 'slide.tile-damaged', 'slide.pixels-unsupported']).toContain(outcome);
      }
      expect(await decode(tileOf(codec, bytes, picture))).toEqual(picture.pixels);
    }
  });
});
