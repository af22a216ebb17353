import { SlideImage, SlideOrigin } from '@parfocal/shared/api';
import { memoryFile, openOnly } from '../../testing/memory-file.js';
import { philipsTiff } from '../../testing/philips-tiff.js';
import { type DirectorySpec, TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, rational, short, text, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { SlideFileError } from '../index.js';

/** Small, so that a mutation is likely to hit something that matters. */
const seeds = TIFF_VARIANTS.flatMap((variant) => {
  const jpeg = Buffer.from('ffd8ffc0000b080010001001011100ffda000801010000003f0012ffd9', 'hex');
  const tables = Buffer.from('ffd8ffdb00040102ffd9', 'hex');
  const raw = Buffer.alloc(16 * 16 * 3, 7);
  const scale = [rational(282, 40_000, 1), rational(283, 40_000, 1), short(296, 3)];
  const aperio = { description: 'Aperio |MPP = 0.25|AppMag = 40', compression: 7, fields: [bytes(347, tables)] };
  const ome = { description: '<OME><Image><Pixels SizeX="32" SizeY="32" PhysicalSizeX="0.25" PhysicalSizeY="0.25"/></Image></OME>', fields: scale };
  const half = tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [raw], fields: [long(254, 1)] });
  const base = { widthPx: 32, heightPx: 32, tilePx: 16 };
  return [
    TiffFactory.write({ ...variant, directories: [tiledDirectory({ ...base, tiles: new Array<Buffer>(4).fill(jpeg), ...aperio })] }),
    TiffFactory.write({ ...variant, directories: [tiledDirectory({ ...base, tiles: new Array<Buffer>(4).fill(raw), children: [half], ...ome })] }),
    philipsTiff({ ...variant, tilePx: 16, grids: [[3, 2], [2, 1]], tileAt: (_, column) => (column === 2 ? Buffer.alloc(0) : jpeg), samples: 1, label: jpeg }),
  ];
});

/** Channels, focal planes and strips, whose windows are looked at on opening: slower, so there are fewer runs of them. */
const measuredSeeds = TIFF_VARIANTS.flatMap((variant) => {
  const description = `<OME UUID="u"><Image><Pixels DimensionOrder="XYCZT" SizeX="16" SizeY="16" SizeC="2" SizeZ="2" SizeT="1" SignificantBits="12"><Channel Name="DAPI" Color="-1"/>
    <Channel EmissionWavelength="520"/><TiffData IFD="0" FirstC="0" PlaneCount="2"/><TiffData IFD="2" FirstZ="1" PlaneCount="2"><UUID FileName="a.tif">u</UUID></TiffData></Pixels></Image></OME>`;
  const plane = (i: number): DirectorySpec => tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [Buffer.alloc(512, i)], bits: 16, samples: 1, photometric: 1, ...(i === 0 && { description }) });
  const strips = (i: number): DirectorySpec => ({
    fields: [long(256, 16), long(257, 16), short(258, 8), short(259, 1), short(262, 1), short(277, 1), long(278, 6), short(339, 2), ...(i === 0 ? [text(270, description)] : [])],
    strips: [96, 96, 64].map((length) => Buffer.alloc(length, i)),
  });
  return [plane, strips].map((directory) => TiffFactory.write({ ...variant, directories: [0, 1, 2, 3].map(directory) }));
});

const INTERESTING = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xfe, 0xff];

/** Opens and reads everything that opens; the outcome is a slide or a `SlideFileError`, and nothing else. */
async function survive(file: Buffer, outcomes: Map<string, number>): Promise<void> {
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  try {
    const slide = await openOnly(memoryFile(file));
    count('opened');
    const { levels, zPlanes, channels } = slide.image;
    for (const [level, { columns, rows }] of levels.entries()) {
      for (let i = 0; i < Math.min(columns * rows, 8); i++) {
        await slide.tile({ level, column: i % columns, row: Math.floor(i / columns), z: i % zPlanes, channel: i % channels }).catch(onlySlideFileError);
      }
    }
    for (const kind of slide.associated) await slide.picture(kind).catch(onlySlideFileError);
    await slide.colourProfile().catch(onlySlideFileError);
    SlideImage.parse(slide.image);
    SlideOrigin.parse(slide.origin);
  } catch (error) {
    onlySlideFileError(error);
    count((error as SlideFileError).code);
  }
}

function onlySlideFileError(error: unknown): void {
  if (!(error instanceof SlideFileError) || error.cause !== undefined) throw error;
}

/** A stream of integers that is the same on every machine (Numerical Recipes' LCG, high bits). */
function integers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One to four short runs of bytes changed among the directories, which lie at the end, or anywhere; one file in ten is cut as well. */
function mutated(next: (below: number) => number, among: readonly Buffer[]): Buffer {
  const file = Buffer.from(among[next(among.length)]!);
  const from = next(3) === 0 ? 4 : Math.max(4, file.length - 900);
  for (let changes = 1 + next(4); changes > 0; changes--) {
    const start = from + next(file.length - from);
    const value = next(2) === 0 ? INTERESTING[next(INTERESTING.length)]! : next(256);
    file.fill(value, start, Math.min(start + [1, 1, 1, 2, 4][next(5)]!, file.length));
  }
  return next(10) === 0 ? file.subarray(0, next(file.length)) : file;
}

async function survivors(among: readonly Buffer[], runs: number): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  for (let run = 0; run < runs; run++) {
    try {
      await survive(mutated(integers(run), among), outcomes);
    } catch (error) {
      throw new Error(`mutation ${run} is neither opened nor refused`, { cause: error });
    }
  }
  return outcomes;
}

/** Else the mutations would be too wild, or too tame, to try anything. */
function expectOutcomes(outcomes: ReadonlyMap<string, number>, ...expected: string[]): void {
  for (const outcome of expected) expect([outcome, (outcomes.get(outcome) ?? 0) > 10]).toEqual([outcome, true]);
}

describe('mutated TIFF', () => {
  it('opens or is refused, and never fails otherwise', async () => {
    expectOutcomes(await survivors(seeds, 4000), 'opened', 'slide.damaged', 'slide.truncated', 'slide.pixels-unsupported', 'slide.compression-unsupported');
  }, 60_000);

  it('of channels and focal planes opens or is refused, and never fails otherwise', async () => {
    expectOutcomes(await survivors(measuredSeeds, 800), 'opened', 'slide.damaged', 'slide.truncated');
  }, 60_000);
});
