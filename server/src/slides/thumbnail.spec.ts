import sharp from 'sharp';
import { memoryFile, openOnly } from '../testing/memory-file.js';
import { type DirectorySpec, TiffFactory } from '../testing/tiff-factory.js';
import { tiledDirectory } from '../testing/tiled-directory.js';
import { makeThumbnail } from './thumbnail.js';

const SIDE_PX = 64;
const TILE_PX = 32;

type Bits = 8 | 12;

/** A plane whose left half has one share of all light and whose right half has another. */
function plane(bits: Bits, left: number, right: number, description?: string): DirectorySpec {
  const samples = TILE_PX * TILE_PX;
  const tile = (share: number): Buffer => {
    const sample = Math.round(share * (2 ** bits - 1));
    return bits === 8 ? Buffer.alloc(samples, sample) : Buffer.from(new Uint16Array(samples).fill(sample).buffer);
  };
  return tiledDirectory({
    widthPx: SIDE_PX, heightPx: SIDE_PX, tilePx: TILE_PX, samples: 1, photometric: 1, bits: bits === 8 ? 8 : 16, description, tiles: [left, right, left, right].map(tile),
  });
}

const xml = (bits: Bits): string =>
  `<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels SizeX="64" SizeY="64" SizeC="2" SizeZ="3" SizeT="1" DimensionOrder="XYCZT" SignificantBits="${bits}"><Channel Color="-16776961"/><Channel Color="65535"/><TiffData/></Pixels></Image></OME>`;

const middleOf = async (jpeg: Buffer, x: number): Promise<number[]> => [...(await sharp(jpeg).extract({ left: x, top: 30, width: 1, height: 1 }).raw().toBuffer())];

describe('the thumbnail of a slide of channels and planes', () => {
  it.each<Bits>([8, 12])('has the light of all lamps in their colours, of the middle plane, of %d bits', async (bits) => {
    const dark = [plane(bits, 0, 0), plane(bits, 0, 0)];
    // The first lamp is red and lights the left half, the second is blue and lights the right half.
    const directories = [plane(bits, 0, 0, xml(bits)), plane(bits, 0, 0), plane(bits, 0.75, 0.03), plane(bits, 0.05, 0.98), ...dark];
    const reader = await openOnly(memoryFile(TiffFactory.write({ littleEndian: true, big: false, directories })));
    expect(reader.image).toMatchObject({ channels: 2, zPlanes: 3, maxSample: 2 ** bits - 1, channelStyles: [{ colour: '#ff0000' }, { colour: '#0000ff' }] });
    const jpeg = await makeThumbnail(reader);
    const [left, right] = [await middleOf(jpeg, 12), await middleOf(jpeg, 52)];
    expect([left[0]! > 200, left[1]! < 40, left[2]! < 60]).toEqual([true, true, true]);
    expect([right[0]! < 60, right[1]! < 40, right[2]! > 200]).toEqual([true, true, true]);
  });
});
