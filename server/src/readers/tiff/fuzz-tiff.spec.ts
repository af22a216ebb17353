import { memoryFile, openOnly } from '../../testing/memory-file.js';
import { TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, rational, short, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
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
  ];
});

const INTERESTING = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xfe, 0xff];

/** Opens and reads everything that opens; the outcome is a slide or a `SlideFileError`, and nothing else. */
async function survive(file: Buffer, outcomes: Map<string, number>): Promise<void> {
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  try {
    const slide = await openOnly(memoryFile(file));
    count('opened');
    for (const [level, { columns, rows }] of slide.image.levels.entries()) {
      for (let i = 0; i < Math.min(columns * rows, 8); i++) {
        await slide.tile({ level, column: i % columns, row: Math.floor(i / columns) }).catch(onlySlideFileError);
      }
    }
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

/** One to four short runs of bytes changed among the directories, which lie at the end; one file in ten is cut as well. */
function mutated(next: (below: number) => number): Buffer {
  const file = Buffer.from(seeds[next(seeds.length)]!);
  const from = Math.max(4, file.length - 900);
  for (let changes = 1 + next(4); changes > 0; changes--) {
    const start = from + next(file.length - from);
    const value = next(2) === 0 ? INTERESTING[next(INTERESTING.length)]! : next(256);
    file.fill(value, start, Math.min(start + [1, 1, 1, 2, 4][next(5)]!, file.length));
  }
  return next(10) === 0 ? file.subarray(0, next(file.length)) : file;
}

describe('mutated TIFF', () => {
  it('opens or is refused, and never fails otherwise', async () => {
    const outcomes = new Map<string, number>();
    for (let run = 0; run < 4000; run++) {
      try {
        await survive(mutated(integers(run)), outcomes);
      } catch (error) {
        throw new Error(`mutation ${run} is neither opened nor refused`, { cause: error });
      }
    }
    // Else the mutations would be too wild, or too tame, to try anything.
    for (const outcome of ['opened', 'slide.damaged', 'slide.truncated', 'slide.pixels-unsupported', 'slide.compression-unsupported']) {
      expect(outcomes.get(outcome) ?? 0).toBeGreaterThan(20);
    }
  }, 60_000);
});
