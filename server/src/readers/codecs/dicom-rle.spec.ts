import { decodeDicomRle } from './dicom-rle.js';

function frame(segments: readonly (readonly number[])[], { count = segments.length, offsets }: { count?: number; offsets?: readonly number[] } = {}): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(count);
  let at = 64;
  segments.forEach((segment, i) => {
    header.writeUInt32LE(offsets?.[i] ?? at, 4 * (i + 1));
    at += segment.length;
  });
  return Buffer.concat([header, Buffer.from(segments.flat())]);
}

const GREY = { pixels: 4, bands: 1, bytesPerSample: 1 } as const;
const damaged = expect.objectContaining({ code: 'slide.tile-damaged' });

describe('decodeDicomRle', () => {
  it('knows runs, literals, the byte that means nothing, and padding', () => {
    expect([...decodeDicomRle(frame([[0xff, 9, 128, 1, 5, 6, 0]]), GREY)]).toEqual([9, 9, 5, 6]);
  });

  it('puts the most significant byte of a sample last, and bands beside each other', () => {
    const wide = decodeDicomRle(frame([[0xfd, 0x12], [3, 1, 2, 3, 4]]), { ...GREY, bytesPerSample: 2 });
    expect([...new Uint16Array(wide.buffer)]).toEqual([0x1201, 0x1202, 0x1203, 0x1204]);
    expect([...decodeDicomRle(frame([[0xff, 1], [0xff, 2], [1, 3, 4]]), { pixels: 2, bands: 3, bytesPerSample: 1 })]).toEqual([1, 2, 3, 1, 2, 4]);
  });

  it('writes no more than there are pixels, whatever a run says', () => {
    expect([...decodeDicomRle(frame([[0x81, 7]]), GREY)]).toEqual([7, 7, 7, 7]);
  });

  it.each<[string, Buffer]>([
    ['a header that ends early', Buffer.alloc(63)],
    ['more segments than samples have bytes', frame([[0xfd, 1], [0xfd, 1]])],
    ['a count that lies', frame([[0xfd, 1]], { count: 4_000_000_000 })],
    ['an offset into the header', frame([[0xfd, 1]], { offsets: [8] })],
    ['an offset past the end', frame([[0xfd, 1]], { offsets: [4_000_000_000] })],
    ['too few pixels', frame([[0xff, 1]])],
    ['a literal that ends early', frame([[3, 1, 2]])],
    ['nothing but bytes that mean nothing', frame([new Array<number>(1000).fill(128)])],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeDicomRle(bytes, GREY)).toThrow(damaged);
  });
});
