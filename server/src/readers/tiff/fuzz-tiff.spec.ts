import fc from 'fast-check';
import { memoryFile } from '../../testing/memory-file.js';
import { TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, rational, short, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { openSlideFile, SlideFileError } from '../index.js';

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
    const slide = await openSlideFile(memoryFile(file));
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

describe('mutated TIFF', () => {
  it('opens or is refused, and never fails otherwise', async () => {
    const outcomes = new Map<string, number>();
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const change = fc.record({ place, value: fc.oneof(fc.constantFrom(...INTERESTING), fc.nat(255)), run: fc.constantFrom(1, 1, 1, 2, 4, 8) });
    const mutation = fc.record({ seed: fc.constantFrom(...seeds), changes: fc.array(change, { minLength: 1, maxLength: 6 }), cut: fc.option(place, { freq: 8 }) });
    const property = fc.asyncProperty(mutation, async ({ seed, changes, cut }) => {
      const file = Buffer.from(seed);
      // The directories lie at the end, and most of the rest is pixels.
      const from = file.length - Math.min(file.length, 700);
      for (const { place: at, value, run } of changes) {
        const start = from + Math.floor(at * (file.length - from));
        file.fill(value, start, Math.min(start + run, file.length));
      }
      await survive(cut === null ? file : file.subarray(0, Math.floor(cut * file.length)), outcomes);
    });
    await fc.assert(property, { seed: 20250101, numRuns: 6000, interruptAfterTimeLimit: 4000, markInterruptAsFailure: false });
    // Else the mutations would be too wild, or too tame, to try anything.
    for (const outcome of ['opened', 'slide.damaged', 'slide.truncated', 'slide.compression-unsupported']) expect(outcomes.get(outcome) ?? 0).toBeGreaterThan(20);
  }, 20_000);
});
