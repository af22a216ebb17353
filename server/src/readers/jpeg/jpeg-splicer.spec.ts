import sharp from 'sharp';
import { JpegSegmentError, JpegSplicer } from './index.js';

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const SOI = Buffer.from([0xff, 0xd8]);
const EOI = Buffer.from([0xff, 0xd9]);
const QUANTISATION = segment(0xdb, Buffer.alloc(65, 1));
const HUFFMAN = segment(0xc4, Buffer.alloc(20, 2));
const ADOBE_YCC = segment(0xee, Buffer.from([...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 1]));
const ADOBE_RGB = segment(0xee, Buffer.from([...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 0]));
const JFIF = segment(0xe0, Buffer.from([...Buffer.from('JFIF'), 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]));
const frame = (marker = 0xc0, bits = 8, names: string | readonly number[] = [1, 2, 3], heightPx = 16): Buffer =>
  segment(marker, Buffer.from([bits, 0, heightPx, 0, 24, names.length, ...[...names].flatMap((name) => [typeof name === 'string' ? name.charCodeAt(0) : name, 0x11, 0])]));
const SCAN = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0x34]), EOI]);
const tables = Buffer.concat([SOI, QUANTISATION, HUFFMAN, EOI]);

function splice(splicer: JpegSplicer, ...segments: Buffer[]): Buffer {
  return splicer.splice(Buffer.concat([Buffer.alloc(splicer.headroomBytes, 0xaa), SOI, ...segments])).bytes;
}

describe('JpegSplicer', () => {
  it('puts the tables, without their own SOI and EOI, after the tile’s SOI', () => {
    expect(splice(new JpegSplicer(tables, 'ycc'), frame(), SCAN)).toEqual(Buffer.concat([SOI, QUANTISATION, HUFFMAN, frame(), SCAN]));
  });

  it('leaves a whole JPEG as it is where nothing is to be added', () => {
    const splicer = new JpegSplicer(undefined, 'as-marked');
    expect(splicer.headroomBytes).toBe(0);
    expect(splice(splicer, JFIF, QUANTISATION, frame(), SCAN)).toEqual(Buffer.concat([SOI, JFIF, QUANTISATION, frame(), SCAN]));
  });

  it('declares RGB with an APP14 marker where the tile does not', () => {
    expect(splice(new JpegSplicer(tables, 'rgb'), frame(), SCAN)).toEqual(Buffer.concat([SOI, ADOBE_RGB, QUANTISATION, HUFFMAN, frame(), SCAN]));
  });

  it('adds no second APP14 marker to a tile, or to tables, that have one, but makes it say what the file says', () => {
    expect(splice(new JpegSplicer(tables, 'rgb'), ADOBE_YCC, frame(), SCAN)).toEqual(Buffer.concat([SOI, QUANTISATION, HUFFMAN, ADOBE_RGB, frame(), SCAN]));
    expect(splice(new JpegSplicer(tables, 'ycc'), ADOBE_RGB, frame(), SCAN)).toEqual(Buffer.concat([SOI, QUANTISATION, HUFFMAN, ADOBE_YCC, frame(), SCAN]));
    const own = Buffer.concat([SOI, ADOBE_YCC, QUANTISATION, EOI]);
    expect(splice(new JpegSplicer(own, 'rgb'), frame(), SCAN)).toEqual(Buffer.concat([SOI, ADOBE_RGB, QUANTISATION, frame(), SCAN]));
    expect(own.subarray(2, 18)).toEqual(ADOBE_YCC);
  });

  it('leaves what the JPEG says of its colours where the file has no word on them', () => {
    expect(splice(new JpegSplicer(undefined, 'as-marked'), ADOBE_RGB, frame(), SCAN)).toEqual(Buffer.concat([SOI, ADOBE_RGB, frame(), SCAN]));
    expect(splice(new JpegSplicer(undefined, 'as-marked'), frame(0xc0, 8, 'RGB'), SCAN)).toEqual(Buffer.concat([SOI, frame(0xc0, 8, 'RGB'), SCAN]));
  });

  it('declares YCbCr where components are named R, G and B and the file says otherwise', () => {
    expect(splice(new JpegSplicer(undefined, 'ycc'), frame(0xc0, 8, 'RGB'), SCAN)).toEqual(Buffer.concat([SOI, ADOBE_YCC, frame(0xc0, 8, 'RGB'), SCAN]));
    expect(splice(new JpegSplicer(undefined, 'ycc'), JFIF, frame(0xc0, 8, 'RGB'), SCAN)).toEqual(Buffer.concat([SOI, JFIF, frame(0xc0, 8, 'RGB'), SCAN]));
  });

  it('hides what would turn or recolour the tile in a browser alone', () => {
    const exif = segment(0xe1, Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1'));
    const profile = segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01 the rest'));
    const hidden = (part: Buffer): Buffer => Buffer.from(part).fill(0xfe, 1, 2);
    expect(splice(new JpegSplicer(undefined, 'as-marked'), Buffer.from(exif), Buffer.from(profile), frame(), SCAN)).toEqual(Buffer.concat([SOI, hidden(exif), hidden(profile), frame(), SCAN]));
    const own = Buffer.concat([SOI, exif, QUANTISATION, profile, EOI]);
    expect(splice(new JpegSplicer(own, 'ycc'), frame(), SCAN)).toEqual(Buffer.concat([SOI, QUANTISATION, frame(), SCAN]));
  });

  it('ends an image that its writer did not end, and leaves padding after one that it did', () => {
    const open = SCAN.subarray(0, -2);
    expect(splice(new JpegSplicer(undefined, 'ycc'), frame(), open)).toEqual(Buffer.concat([SOI, frame(), SCAN]));
    const padded = Buffer.concat([SCAN, Buffer.alloc(3)]);
    expect(splice(new JpegSplicer(undefined, 'ycc'), frame(), padded)).toEqual(Buffer.concat([SOI, frame(), padded]));
  });

  it('keeps restart intervals, which may stand in the tables or in the tile', () => {
    const restart = segment(0xdd, Buffer.from([0, 4]));
    const scan = Buffer.concat([SCAN.subarray(0, -2), Buffer.from([0xff, 0xd0, 0x56, 0xff, 0xd9])]);
    expect(splice(new JpegSplicer(Buffer.concat([SOI, restart, EOI]), 'ycc'), frame(), scan)).toEqual(Buffer.concat([SOI, restart, frame(), scan]));
    expect(splice(new JpegSplicer(tables, 'ycc'), restart, frame(), scan)).toEqual(Buffer.concat([SOI, QUANTISATION, HUFFMAN, restart, frame(), scan]));
  });

  it('turns JFIF, which means YCbCr, into a comment where the file says RGB', () => {
    const comment = Buffer.from(JFIF);
    comment[1] = 0xfe;
    expect(splice(new JpegSplicer(undefined, 'rgb'), JFIF, frame(), SCAN)).toEqual(Buffer.concat([SOI, ADOBE_RGB, comment, frame(), SCAN]));
  });

  it('forgives tables without an EOI and fill bytes before a marker', () => {
    const open = tables.subarray(0, -2);
    const fill = Buffer.from([0xff, 0xff]);
    expect(splice(new JpegSplicer(open, 'ycc'), fill, frame(), SCAN)).toEqual(Buffer.concat([SOI, QUANTISATION, HUFFMAN, fill, frame(), SCAN]));
  });

  it('reads the size of the frame', () => {
    const bytes = Buffer.concat([SOI, frame(), SCAN]);
    expect(new JpegSplicer(undefined, 'as-marked').splice(bytes)).toMatchObject({ widthPx: 24, heightPx: 16 });
  });

  it.each([
    ['no SOI', Buffer.from([0, 0, 0, 0])],
    ['only an SOI', SOI],
    ['no frame', Buffer.concat([SOI, SCAN])],
    ['a segment longer than the tile', Buffer.concat([SOI, Buffer.from([0xff, 0xdb, 0xff, 0xff, 0])])],
    ['a segment shorter than its own length', Buffer.concat([SOI, Buffer.from([0xff, 0xdb, 0, 1, 0])])],
    ['rubbish between segments', Buffer.concat([SOI, Buffer.from([0x55]), frame(), SCAN])],
    ['lossless coding', Buffer.concat([SOI, frame(0xc3), SCAN])],
    ['arithmetic coding', Buffer.concat([SOI, frame(0xc9), SCAN])],
    ['12 bits', Buffer.concat([SOI, frame(0xc1, 12), SCAN])],
    ['four components', Buffer.concat([SOI, frame(0xc0, 8, [1, 2, 3, 4]), SCAN])],
    ['a height that is told after the image', Buffer.concat([SOI, frame(0xc0, 8, [1, 2, 3], 0), SCAN])],
    ['a frame without its components', Buffer.concat([SOI, segment(0xc0, Buffer.from([8, 0, 16, 0, 24, 3, 1, 0x11, 0])), SCAN])],
    ['an end instead of a scan', Buffer.concat([SOI, frame(), EOI])],
    ['a scan without data', Buffer.concat([SOI, frame(), SCAN.subarray(0, 10)])],
  ])('refuses a tile with %s', (_, bytes) => {
    expect(() => new JpegSplicer(undefined, 'as-marked').splice(bytes)).toThrow(JpegSegmentError);
  });

  it('refuses tables that hold an image, or are no JPEG', () => {
    expect(() => new JpegSplicer(Buffer.concat([SOI, frame(), EOI]), 'ycc')).toThrow(JpegSegmentError);
    expect(() => new JpegSplicer(Buffer.from('no tables'), 'ycc')).toThrow(JpegSegmentError);
  });

  it('makes RGB tiles show their own colours to a decoder that knows only the JPEG', async () => {
    const rgb = { r: 200, g: 60, b: 120 };
    // Stored as if they were Y, Cb and Cr: what an RGB JPEG without any marker is.
    const yccOfRgb = await sharp({ create: { width: 16, height: 16, channels: 3, background: rgb } }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const asIs = await sharp(yccOfRgb).raw().toBuffer();
    const splicer = new JpegSplicer(undefined, 'rgb');
    const spliced = splicer.splice(Buffer.concat([Buffer.alloc(splicer.headroomBytes), yccOfRgb])).bytes;
    const shown = await sharp(spliced).raw().toBuffer();
    const luma = 0.299 * rgb.r + 0.587 * rgb.g + 0.114 * rgb.b;
    expect(Math.abs(asIs[0]! - rgb.r)).toBeLessThanOrEqual(2);
    expect(Math.abs(shown[0]! - luma)).toBeLessThanOrEqual(2);
  });
});
