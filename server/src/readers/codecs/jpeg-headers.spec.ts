import { jpegLsShape } from './jpeg-ls-header.js';
import { jpeg2000Shape } from './jpeg2000-header.js';

interface Siz {
  readonly size?: readonly [number, number];
  readonly origin?: readonly [number, number];
  readonly tile?: readonly [number, number];
  /** Ssiz, XRsiz and YRsiz of each. */
  readonly components?: readonly (readonly [number, number, number])[];
}

function codestream({ size = [256, 256], origin = [0, 0], tile = size, components = [[7, 1, 1], [7, 1, 1], [7, 1, 1]] }: Siz = {}): Buffer {
  const head = Buffer.alloc(42);
  head.writeUInt32BE(0xff4fff51);
  head.writeUInt16BE(38 + 3 * components.length, 4);
  [...size, ...origin, ...tile, 0, 0].forEach((value, i) => head.writeUInt32BE(value, 8 + 4 * i));
  head.writeUInt16BE(components.length, 40);
  return Buffer.concat([head, Buffer.from(components.flat())]);
}

const frame = (precision: number, heightPx: number, widthPx: number, sampling: readonly number[]): Buffer => {
  const body = [precision, heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255, sampling.length, ...sampling.flatMap((factors, i) => [i + 1, factors, 0])];
  return Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xf7, 0, body.length + 2, ...body]);
};

describe('jpeg2000Shape', () => {
  it('reads size, bands and depth', () => {
    expect(jpeg2000Shape(codestream({ size: [300, 200] }))).toEqual({ widthPx: 300, heightPx: 200, bands: 3, precision: 8, isSubsampled: false });
    expect(jpeg2000Shape(codestream({ components: [[15, 1, 1]] }))).toMatchObject({ bands: 1, precision: 16 });
  });

  it.each([2, 1])('knows chroma of half the width and 1 / %i of the height', (y) => {
    expect(jpeg2000Shape(codestream({ components: [[7, 1, 1], [7, 2, y], [7, 2, y]] }))).toMatchObject({ isSubsampled: true });
  });

  it.each<[string, Siz]>([
    ['signed samples', { components: [[0x87, 1, 1]] }],
    ['17 bits', { components: [[16, 1, 1]] }],
    ['colours of 12 bits, which the decoder leaves black', { components: [[11, 1, 1], [11, 1, 1], [11, 1, 1]] }],
    ['bands of different depths', { components: [[7, 1, 1], [8, 1, 1], [7, 1, 1]] }],
    ['bands of sizes that the decoder reads past', { components: [[7, 1, 1], [7, 1, 1], [7, 2, 1]] }],
    ['a single band at half the size', { components: [[7, 2, 2]] }],
    ['two bands, of which the decoder reads three', { components: [[7, 1, 1], [7, 1, 1]] }],
    ['16,384 bands', { components: Array.from({ length: 16_384 }, () => [7, 1, 1] as const) }],
    ['a picture off its origin', { origin: [8, 0] }],
  ])('refuses %s', (_, siz) => {
    expect(() => jpeg2000Shape(codestream(siz))).toThrow(expect.objectContaining({ code: 'slide.pixels-unsupported' }));
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('not a codestream at all, but long enough to be one')],
    ['a head that ends early', codestream().subarray(0, 45)],
    ['tiles of no size', codestream({ tile: [0, 256] })],
    ['a tile for each pixel', codestream({ tile: [1, 1] })],
  ])('fails on %s', (_, bytes) => {
    expect(() => jpeg2000Shape(bytes)).toThrow(expect.objectContaining({ code: 'slide.tile-damaged' }));
  });
});

describe('jpegLsShape', () => {
  it('reads size, bands and depth behind other segments', () => {
    expect(jpegLsShape(frame(12, 200, 300, [0x11]))).toEqual({ widthPx: 300, heightPx: 200, bands: 1, precision: 12, isSubsampled: false });
    expect(jpegLsShape(frame(8, 65_535, 65_535, [0x11, 0x11, 0x11]))).toMatchObject({ widthPx: 65_535, heightPx: 65_535, bands: 3 });
  });

  it.each<[string, Buffer, string]>([
    ['two bands', frame(8, 8, 8, [0x11, 0x11]), 'slide.pixels-unsupported'],
    ['subsampled bands', frame(8, 8, 8, [0x22, 0x11, 0x11]), 'slide.pixels-unsupported'],
    ['samples of 17 bits', frame(17, 8, 8, [0x11]), 'slide.tile-damaged'],
    ['a frame that ends early', frame(8, 8, 8, [0x11]).subarray(0, 14), 'slide.tile-damaged'],
    ['a baseline JPEG', Buffer.from('ffd8ffc0000b080008000801011100ffda', 'hex'), 'slide.tile-damaged'],
    ['a segment without an end', Buffer.from('ffd8ffe00000ffe00000', 'hex'), 'slide.tile-damaged'],
    ['nothing', Buffer.alloc(0), 'slide.tile-damaged'],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => jpegLsShape(bytes)).toThrow(expect.objectContaining({ code }));
  });
});
