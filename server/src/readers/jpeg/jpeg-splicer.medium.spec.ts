import sharp from 'sharp';
import { TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, short, tiledDirectory } from '../../testing/tiled-directory.js';
import { jpegSegments, JpegSplicer } from './index.js';

const SIDE_PX = 16;
const APP14 = (transform: number): Buffer => Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform]);

const JFIF = Buffer.from([0xff, 0xe0, 0, 16, ...Buffer.from('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

const MARKERS: Readonly<Record<string, Buffer>> = {
  'no marker': Buffer.alloc(0),
  JFIF,
  'Adobe’s RGB': APP14(0),
  'Adobe’s YCbCr': APP14(1),
  'JFIF and Adobe’s RGB': Buffer.concat([JFIF, APP14(0)]),
};
const NAMES = [[1, 2, 3], [0, 1, 2], [0x52, 0x47, 0x42]] as const;
const WORDS = [['rgb', 2], ['ycc', 6]] as const;

/** A tile as writers make them: tables apart, with these markers and names of components. */
async function abbreviated(marker: Buffer, names: readonly number[]): Promise<{ tables: Buffer; tile: Buffer }> {
  const whole = await sharp({ create: { width: SIDE_PX, height: SIDE_PX, channels: 3, background: '#c83c78' } }).jpeg({ quality: 100, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer();
  const scanAt = [...jpegSegments(whole, 0)].at(-1)!.at;
  const part = (...markers: number[]): Buffer => Buffer.concat([...jpegSegments(whole, 0)].filter(({ marker: found }) => markers.includes(found)).map(({ at, endAt }) => whole.subarray(at, endAt)));
  const [frame, scan] = [part(0xc0), Buffer.from(whole.subarray(scanAt))];
  names.forEach((name, i) => {
    frame[10 + i * 3] = name;
    scan[5 + i * 2] = name;
  });
  const [start, end] = [whole.subarray(0, 2), Buffer.from([0xff, 0xd9])];
  return { tables: Buffer.concat([start, part(0xdb, 0xc4), end]), tile: Buffer.concat([start, marker, frame, scan]) };
}

/** The first pixel as libtiff decodes it: by the word of the TIFF. */
async function byLibtiff(photometric: number, tables: Buffer, tile: Buffer): Promise<number[]> {
  const fields = [bytes(347, tables), ...(photometric === 6 ? [short(530, 1, 1)] : [])];
  const directory = tiledDirectory({ widthPx: SIDE_PX, heightPx: SIDE_PX, tilePx: SIDE_PX, tiles: [tile], compression: 7, photometric, fields });
  return [...(await sharp(TiffFactory.write({ littleEndian: true, big: false, directories: [directory] })).raw().toBuffer()).subarray(0, 3)];
}

/** The first pixel of a spliced tile as a decoder sees it that knows nothing but the JPEG, as a browser does. */
async function spliced(colours: 'rgb' | 'ycc', tables: Buffer, tile: Buffer): Promise<number[]> {
  const splicer = new JpegSplicer(tables, colours);
  const { bytes: jpeg } = splicer.splice(Buffer.concat([Buffer.alloc(splicer.headroomBytes), tile]));
  return [...(await sharp(jpeg).raw().toBuffer()).subarray(0, 3)];
}

describe('a spliced tile', () => {
  for (const [name, marker] of Object.entries(MARKERS)) {
    for (const names of NAMES) {
      it.each(WORDS)(`with ${name} and components ${names.join()} in a TIFF that says %s has the colours that libtiff gives it`, async (colours, photometric) => {
        const { tables, tile } = await abbreviated(marker, names);
        expect(await spliced(colours, tables, tile)).toEqual(await byLibtiff(photometric, tables, tile));
      });
    }
  }

  it('without its end is shown as libtiff shows it', async () => {
    const { tables, tile } = await abbreviated(MARKERS['JFIF']!, [1, 2, 3]);
    const open = tile.subarray(0, -2);
    expect(await spliced('ycc', tables, open)).toEqual(await byLibtiff(6, tables, tile));
  });
});
