import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sharp, { type TiffOptions } from 'sharp';
import { prepare } from '../../preparation/index.js';
import { jpeg2000 } from '../codestreams.js';
import { philipsTiff } from '../philips-tiff.js';
import { TiffFactory } from '../tiff-factory.js';
import { tiledDirectory } from '../tiled-directory.js';
import { writeSyntheticSlide } from '../../synthetic/index.js';
import { besideOpenSlide, besidePillow, besidePydicom, type Comparison, planesBesideLibvips } from './compare.js';
import { Reference } from './reference.js';
import { tableOf } from './table.js';

/** `npm run conformance [-- --slides <folder of real slides>] [--write docs/conformance.md]` */
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const { values } = parseArgs({ options: { slides: { type: 'string', default: resolve(root, '../shared/slides') }, write: { type: 'string' } } });
const slides = resolve(values.slides);
const real = (name: string): string => join(slides, name);
const folder = await mkdtemp(join(tmpdir(), 'parfocal-conformance-'));
const reference = Reference.start();

interface Row {
  readonly what: string;
  run(): Promise<Comparison | string>;
}

const made = async (name: string, make: (path: string) => Promise<unknown>): Promise<string> => {
  const path = join(folder, name);
  await make(path);
  return path;
};
/** The same tissue in the codes that TIFF has for it. */
const coded = (name: string, options: TiffOptions): Row => ({
  what: name,
  run: async () => {
    const tissue = await made('tissue.tif', (path) => writeSyntheticSlide({ path, widthPx: 1500, heightPx: 1100, seed: 3 }));
    const path = await made(`${name}.tif`.replaceAll(/[^\w.]/g, '-'), (to) =>
      sharp(tissue, { limitInputPixels: false }).tiff({ tile: true, tileWidth: 256, tileHeight: 256, pyramid: true, ...options }).toFile(to));
    return besideOpenSlide(path, reference);
  },
});
const picture = (name: string): Row => ({
  what: `${name}, an ordinary picture`,
  run: async () => {
    const copy = await made(`in-${name}`, (path) => sharp(real(name)).toFile(path).catch(() => sharp(real(name)).png().toFile(path)));
    const prepared = await prepare({ path: copy, fileName: name }, join(folder, `out-${name}`), { signal: new AbortController().signal, onProgress: () => undefined });
    return besidePillow(prepared.path, real(name), reference);
  },
});
const dicomFolder = (name: string): Row => ({
  what: `${name}/, a DICOM pyramid`,
  run: () => {
    const levelOf = (file: string): number => Number(/level-(\d+)/.exec(file)?.[1] ?? 0);
    const files = readdirSync(real(name)).filter((file) => file.endsWith('.dcm')).sort((a, b) => levelOf(a) - levelOf(b));
    return besidePydicom(real(name), files.map((file) => join(real(name), file)), reference);
  },
});
const philips = async (): Promise<Comparison | string> => {
  const tile = (shade: number): Promise<Buffer> => sharp({ create: { width: 256, height: 256, channels: 3, background: { r: 90 + shade * 20, g: 60, b: 120 } } }).jpeg({ quality: 90 }).toBuffer();
  const tiles = await Promise.all([0, 1, 2, 3, 4].map(tile));
  const file = philipsTiff({ tilePx: 256, grids: [[4, 3], [2, 2], [1, 1]], tileAt: (level, column, row) => tiles[(level + column + row) % 5]! });
  return besideOpenSlide(await made('philips.tiff', (path) => writeFile(path, file)), reference);
};

const aperio2000 = async (): Promise<Comparison | string> => {
  const tissue = await made('aperio.tif', (path) => writeSyntheticSlide({ path, widthPx: 512, heightPx: 256, seed: 5 }));
  const tiles = await Promise.all([0, 256].map(async (left) => {
    const pixels = await sharp(tissue).extract({ left, top: 0, width: 256, height: 256 }).removeAlpha().raw().toBuffer();
    return jpeg2000({ widthPx: 256, heightPx: 256, bands: 3, precision: 8, pixels });
  }));
  const directory = tiledDirectory({ widthPx: 512, heightPx: 256, tilePx: 256, tiles, compression: 33005, description: 'Aperio Image Library v11.2.1 \r\n512x256 |AppMag = 40|MPP = 0.2500' });
  const path = await made('aperio-2000.svs', (to) => writeFile(to, TiffFactory.write({ littleEndian: true, big: false, directories: [directory] })));
  return besideOpenSlide(path, reference);
};

const rows: readonly Row[] = [
  ...['CMU-1-Small-Region.svs', 'openslide-small.svs', 'openslide-boxes.tiff', 'slideio-test3-DAPI-2-387.ndpi'].map((name) => ({ what: name, run: () => besideOpenSlide(real(name), reference) })),
  dicomFolder('cmu-1-small-region-dicom'),
  ...['gcp-camelyon-jpeg.dcm', 'openslide-boxes_0.dcm'].map((name) => ({ what: name, run: () => besidePydicom(real(name), [real(name)], reference) })),
  { what: 'multi-channel-z-series.ome.tif', run: () => planesBesideLibvips(real('multi-channel-z-series.ome.tif'), (z, channel) => channel * 5 + z) },
  picture('skimage-ihc.png'),
  picture('libvips-sample.tif'),
  { what: 'a Philips TIFF, written for the test', run: philips },
  { what: 'an SVS with JPEG 2000 (33005), written for the test', run: aperio2000 },
  { what: 'a synthetic slide', run: async () => besideOpenSlide(await made('synthetic.tif', (path) => writeSyntheticSlide({ path, widthPx: 3000, heightPx: 2000, seed: 1 })), reference) },
  coded('TIFF, JPEG', { compression: 'jpeg', quality: 90 }),
  coded('BigTIFF, JPEG', { compression: 'jpeg', quality: 90, bigtiff: true }),
  coded('TIFF, LZW with predictor', { compression: 'lzw', predictor: 'horizontal' }),
  coded('TIFF, deflate', { compression: 'deflate' }),
  coded('TIFF, uncompressed', { compression: 'none' }),
];

const found: { what: string; result: Comparison | string }[] = [];
for (const { what, run } of rows) {
  const [, file] = /^([\w.-]+\.(?:svs|tiff?|ndpi|dcm|png))/.exec(what) ?? [];
  if (file && !existsSync(real(file)) && !/^(TIFF|BigTIFF)/.test(what)) {
    found.push({ what, result: 'not at hand' });
    continue;
  }
  const result = await run().catch((error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`);
  process.stderr.write(`${what}: ${typeof result === 'string' ? result : `${result.tiles} tiles`}\n`);
  found.push({ what, result });
}
reference.end();
await rm(folder, { recursive: true, force: true });
const table = tableOf(found);
process.stdout.write(`${table}\n`);
if (values.write) await writeFile(resolve(root, values.write), `${table}\n`);
process.exit(found.some(({ result }) => typeof result === 'string' && result.startsWith('failed')) ? 1 : 0);
