import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DirectorySpec, TiffFactory } from '../../server/src/testing/tiff-factory.js';
import { long, tiledDirectory } from '../../server/src/testing/tiled-directory.js';

/** A slide of three lamps in three focal planes, 12 bits deep, made of even squares whose samples are known. */
export const FLUORESCENCE = {
  sidePx: 1024,
  /** Side of a square. */
  squarePx: 128,
  planes: 3,
  mpp: 0.5,
  spacingUm: 2,
  channels: [
    { name: 'DAPI', colour: '#0000ff' },
    { name: 'FITC', colour: '#00ff00' },
    { name: 'Cy5', colour: '#ff0000' },
  ],
} as const;

const TILE_PX = 256;
const { sidePx, squarePx, planes, channels, mpp, spacingUm } = FLUORESCENCE;

/** The first lamp is brighter to the right, the second downwards, the third on every other square; each plane has its own share of it. */
export function sampleAt(channel: number, plane: number, squareX: number, squareY: number): number {
  const light = [400 * (squareX + 1), 350 * (squareY + 1), (squareX + squareY) % 2 === 0 ? 3000 : 600][channel]!;
  return Math.round((light * (plane + 2)) / (planes + 1));
}

/** Writes it as an OME-TIFF with one reduced level. */
export async function writeFluorescence(folder: string): Promise<string> {
  const path = join(folder, 'lamps.ome.tif');
  const places = Array.from({ length: planes * channels.length }, (_, i) => [i % channels.length, Math.floor(i / channels.length)] as const);
  const directories = places.map(([channel, plane], i) => planeOf(channel, plane, i === 0 ? description() : undefined));
  await writeFile(path, TiffFactory.write({ littleEndian: true, big: false, directories }));
  return path;
}

function planeOf(channel: number, plane: number, words: string | undefined): DirectorySpec {
  const grey = { samples: 1, photometric: 1, bits: 16, tilePx: TILE_PX } as const;
  const half = tiledDirectory({ ...grey, widthPx: sidePx / 2, heightPx: sidePx / 2, tiles: tilesOf(channel, plane, 2), fields: [long(254, 1)] });
  return tiledDirectory({ ...grey, widthPx: sidePx, heightPx: sidePx, tiles: tilesOf(channel, plane, 1), description: words, children: [half] });
}

/** Tiles in rows of a level that is `downsample` times smaller. */
function tilesOf(channel: number, plane: number, downsample: number): Buffer[] {
  const perSide = sidePx / downsample / TILE_PX;
  return Array.from({ length: perSide ** 2 }, (_, tile) => {
    const samples = Buffer.alloc(TILE_PX * TILE_PX * 2);
    const [left, top] = [(tile % perSide) * TILE_PX, Math.floor(tile / perSide) * TILE_PX];
    for (let i = 0; i < TILE_PX * TILE_PX; i++) {
      const [x, y] = [left + (i % TILE_PX), top + Math.floor(i / TILE_PX)];
      samples.writeUInt16LE(sampleAt(channel, plane, Math.floor((x * downsample) / squarePx), Math.floor((y * downsample) / squarePx)), i * 2);
    }
    return samples;
  });
}

/** OME's colours are RGBA in a signed integer. */
const signed = (colour: string): number => Number.parseInt(`${colour.slice(1)}ff`, 16) | 0;

const description = (): string =>
  `<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint16" SignificantBits="12" SizeX="${sidePx}" SizeY="${sidePx}" SizeC="${channels.length}" SizeZ="${planes}" SizeT="1" PhysicalSizeX="${mpp}" PhysicalSizeY="${mpp}" PhysicalSizeZ="${spacingUm}">` +
  `${channels.map(({ name, colour }, i) => `<Channel ID="Channel:0:${i}" Name="${name}" Color="${signed(colour)}" SamplesPerPixel="1"/>`).join('')}<TiffData/></Pixels></Image></OME>`;
