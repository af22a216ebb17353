import sharp, { type Sharp } from 'sharp';
import { JpegSegmentError, JpegSplicer } from './index.js';

const TABLES = Buffer.from('ffd8ffdb00040102ffd9', 'hex');
const ADOBE = Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 1]);
const COLOURS = ['rgb', 'ycc', 'as-marked'] as const;

/** A stream of integers that is the same on every machine (Numerical Recipes' LCG, high bits). */
function integers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What encoders write: baseline and progressive, subsampled or not, grey, and with what other programs put beside. */
async function seeds(): Promise<Buffer[]> {
  const pixels = Buffer.from(Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 37) % 256));
  const colour = (): Sharp => sharp(pixels, { raw: { width: 16, height: 16, channels: 3 } });
  const written = await Promise.all([
    colour().jpeg().toBuffer(),
    colour().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
    colour().toColourspace('b-w').jpeg().toBuffer(),
    colour().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  ]);
  return [...written, Buffer.concat([written[0]!.subarray(0, 2), ADOBE, written[0]!.subarray(2)]), TABLES];
}

function mutated(seed: Buffer, next: (below: number) => number): Buffer {
  const bytes = Buffer.from(seed);
  const markers = [0xff, 0xd8, 0xd9, 0xda, 0xc0, 0xc2, 0xc4, 0xe0, 0xe1, 0xe2, 0xee, 0xfe, 0, 1, 2, 0x7f];
  for (let changes = 1 + next(4); changes > 0; changes--) bytes[next(Math.min(bytes.length, 200))] = next(3) === 0 ? next(256) : markers[next(markers.length)]!;
  return next(8) === 0 ? bytes.subarray(0, next(bytes.length)) : bytes;
}

describe('mutated JPEG', () => {
  it('is spliced into a JPEG of known size, or refused, and never fails otherwise', async () => {
    const known = await seeds();
    const outcomes = new Map<string, number>();
    for (let run = 0; run < 60_000; run++) {
      const next = integers(run);
      const [one, other] = [mutated(known[next(known.length)]!, next), mutated(TABLES, next)];
      try {
        const splicer = new JpegSplicer([undefined, other, one][next(3)], COLOURS[next(3)]!);
        const { bytes, widthPx, heightPx } = splicer.splice(Buffer.concat([Buffer.alloc(splicer.headroomBytes), one]));
        // What was made once is whole: done again, nothing is added.
        const again = new JpegSplicer(undefined, 'as-marked').splice(Buffer.from(bytes));
        if (!again.bytes.equals(bytes) || again.widthPx !== widthPx || again.heightPx !== heightPx || widthPx * heightPx === 0) throw new Error('a JPEG that is not whole');
        outcomes.set('spliced', (outcomes.get('spliced') ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof JpegSegmentError)) throw new Error(`mutation ${run} is neither spliced nor refused`, { cause: error });
        outcomes.set(error.message, (outcomes.get(error.message) ?? 0) + 1);
      }
    }
    for (const outcome of ['spliced', 'no start of image', 'no frame', 'no image data', 'a segment leaves the image', 'tables that hold an image']) {
      expect([outcome, (outcomes.get(outcome) ?? 0) > 10]).toEqual([outcome, true]);
    }
  }, 60_000);
});
