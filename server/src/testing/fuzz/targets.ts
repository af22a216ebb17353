import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { JpegSegmentError, JpegSplicer } from '../../readers/index.js';
import { TiffFactory } from '../tiff-factory.js';
import { bytes, long, rational, short, TIFF_VARIANTS, tiledDirectory } from '../tiled-directory.js';
import { dicomSeeds } from './dicom-seeds.js';
import { type FuzzTarget, openAndRead } from './target.js';

const JPEG = Buffer.from('ffd8ffc0000b080010001001011100ffda000801010000003f0012ffd9', 'hex');
const TABLES = Buffer.from('ffd8ffdb00040102ffd9', 'hex');
/** Real slides larger than this are mutated too slowly to be of use. */
const MOST_BYTES = 150_000;

/** Real slides beside the repository, where they are at hand. */
function realSeeds(extension: RegExp): Buffer[] {
  const folder = new URL('../../../../../shared/slides/', import.meta.url).pathname;
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extension.test(name));
  return names.map((name) => readFileSync(join(folder, name))).filter(({ length }) => length <= MOST_BYTES);
}

function tiffSeeds(): Buffer[] {
  const raw = Buffer.alloc(16 * 16 * 3, 7);
  const grey = Buffer.alloc(16 * 16 * 2, 9);
  const base = { widthPx: 32, heightPx: 32, tilePx: 16 };
  const scale = [rational(282, 40_000, 1), rational(283, 40_000, 1), short(296, 3)];
  const half = tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [raw], fields: [long(254, 1)] });
  const omeOf = (pixels: string): string => `<OME><Image><Pixels SizeX="32" SizeY="32" ${pixels}</Pixels></Image></OME>`;
  return TIFF_VARIANTS.flatMap((variant) => [
    [tiledDirectory({ ...base, tiles: new Array<Buffer>(4).fill(JPEG), description: 'Aperio |MPP = 0.25|AppMag = 40|Date = 12/29/09', compression: 7, fields: [bytes(347, TABLES)] })],
    [tiledDirectory({ ...base, tiles: new Array<Buffer>(4).fill(raw), children: [half], description: omeOf('PhysicalSizeX="0.25" PhysicalSizeY="0.25">'), fields: scale })],
    ['a', 'b'].map((_, i) => tiledDirectory({
      ...base, tiles: new Array<Buffer>(4).fill(grey), samples: 1, bits: 16,
      ...(i === 0 && { description: omeOf('SizeC="2" SizeZ="1" Type="uint16" DimensionOrder="XYCZT"><Channel Name="DAPI"/><Channel Name="FITC"/><TiffData IFD="0"/>') }),
    })),
  ].map((directories) => TiffFactory.write({ ...variant, directories })));
}

/** Real encoders' output: baseline and progressive, with and without restarts and subsampling. */
const jpegSeeds = await Promise.all(
  [{}, { progressive: true }, { chromaSubsampling: '4:4:4' }, { optimiseCoding: false }].map((options) =>
    sharp(Buffer.alloc(16 * 16 * 3, 90), { raw: { width: 16, height: 16, channels: 3 } }).jpeg(options).toBuffer()),
);

const splice: FuzzTarget = {
  name: 'jpeg',
  seeds: [...jpegSeeds, JPEG, Buffer.concat([JPEG.subarray(0, 2), TABLES.subarray(2, 8), JPEG.subarray(2)])],
  async run(input) {
    // Its length decides whether it is the tile, the tables before a tile, or both.
    const [tables, tile] = [[undefined, input], [TABLES, input], [input, JPEG], [input, input]][input.length % 4] as [Buffer | undefined, Buffer];
    try {
      const splicer = new JpegSplicer(tables, (['rgb', 'ycc', 'as-marked'] as const)[input.length % 3]!);
      const buffer = Buffer.concat([Buffer.alloc(splicer.headroomBytes), tile]);
      const { bytes: whole, widthPx, heightPx } = splicer.splice(buffer);
      return Promise.resolve(`spliced ${whole.length > tile.length} ${widthPx > 0 && heightPx > 0}`);
    } catch (error) {
      if (error instanceof JpegSegmentError) return Promise.resolve(error.message.replace(/[0-9a-f]*\d[0-9a-f]*/g, '#'));
      throw error;
    }
  },
};

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  splice,
  { name: 'dicom', seeds: [...dicomSeeds, ...realSeeds(/boxes_0\.dcm$/)], run: openAndRead },
  { name: 'tiff', seeds: [...tiffSeeds(), ...realSeeds(/small\.svs$|boxes\.tiff$/)], run: openAndRead },
];
