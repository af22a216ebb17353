import { readFile, writeFile } from 'node:fs/promises';
import type { QualityReport, ScanOccasion } from '@parfocal/shared/api';
import { QualityReport as Report } from '@parfocal/shared/api';
import sharp, { type Sharp } from 'sharp';
import { openSlide, type SlideReader } from '../readers/index.js';
import { itWithSlide, jpegSlide } from '../testing/index.js';
import { assessSlide } from './index.js';
import { bareGlass, halfBlurred, MadeSlides, pixelsOf } from './testing/made-slides.js';

// Slides are made and decoded here, on a machine that may be busy.
jest.setTimeout(60_000);

interface Asked {
  readonly occasion?: ScanOccasion;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
}

async function assess(path: string, { occasion = 'consultation', signal = new AbortController().signal, onProgress = () => undefined }: Asked = {}): Promise<QualityReport> {
  const reader = await openSlide(path);
  try {
    return await assessSlide(reader, { occasion, signal, onProgress });
  } finally {
    await reader.close();
  }
}

const codes = ({ reasons }: QualityReport): string[] => reasons.map(({ code }) => code);
/** Mean of the scores in the left and in the right half of the map. */
const sides = ({ focus: { columns, cells } }: QualityReport): [left: number, right: number] => {
  const mean = (isSide: (column: number) => boolean): number => {
    const scores = [...cells].flatMap((cell, i) => (/\d/.test(cell) && isSide(i % columns) ? [Number(cell)] : []));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  return [mean((column) => column + 1 < columns / 2), mean((column) => column > columns / 2)];
};

describe('quality control of a slide', () => {
  let made: MadeSlides;
  let tissue: string;
  let picture: Sharp;
  /** A tile full of tissue, as a JPEG. */
  let stained: Buffer;

  beforeAll(async () => {
    made = await MadeSlides.open();
    tissue = await made.synthetic(2400);
    picture = await pixelsOf(tissue);
    stained = await picture.clone().extract({ left: 1100, top: 1100, width: 256, height: 256 }).jpeg().toBuffer();
  });
  afterAll(() => made.close());

  it.each(['HE', 'IHC'] as const)('accepts a sharp slide of %s, and keeps to the contract', async (stain) => {
    const report = await assess(await made.synthetic(2000, stain));
    expect(Report.parse(report)).toEqual(report);
    expect([report.verdict, report.reasons]).toEqual(['accepted', []]);
    expect(report.tissueShare).toBeGreaterThan(0.1);
    expect(report.glassBrightness).toBeGreaterThan(230);
    expect(report.focus.cells).toHaveLength(report.focus.columns * report.focus.rows);
  });

  it('finds the half that is blurred', async () => {
    const report = await assess(await made.pyramid(await halfBlurred(picture, 6), { mpp: 0.25 }));
    const [left, right] = sides(report);
    expect(left).toBeGreaterThan(4);
    expect(right).toBeLessThan(1);
    expect(report.blurredShare).toBeGreaterThan(0.3);
    expect(report.blurredShare).toBeLessThan(0.7);
    expect(report.verdict).not.toBe('accepted');
  });

  it('scores lower with every step of blur', async () => {
    const scores: number[] = [];
    for (const sigmaPx of [1, 2, 4, 8]) scores.push(sides(await assess(await made.pyramid(await halfBlurred(picture, sigmaPx), { mpp: 0.25 })))[1]);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]! - scores.at(-1)!).toBeGreaterThan(2);
  });

  it('rejects a slide that is out of focus as a whole', async () => {
    const report = await assess(await made.pyramid(picture.clone().blur(6), { mpp: 0.25 }));
    expect([report.verdict, codes(report)]).toEqual(['rejected', ['out-of-focus']]);
  });

  it('takes each place of a stack for as sharp as it is on its best plane', async () => {
    const report = await assess(await made.synthetic(2400, 'HE', 5));
    expect(codes(report)).toEqual([]);
    expect(report.blurredShare).toBeLessThan(0.05);
  });

  it('rejects bare glass', async () => {
    const report = await assess(await made.pyramid(bareGlass(1500), { mpp: 0.5 }));
    expect([report.verdict, codes(report), report.tissueShare, report.blurredShare]).toEqual(['rejected', ['no-tissue'], 0, 0]);
    expect(report.focus.cells).toMatch(/^\.+$/);
  });

  it('warns of dim light, and still finds the tissue in it', async () => {
    const report = await assess(await made.pyramid(picture.clone().linear(0.55, 0), { mpp: 0.25 }));
    const bright = await assess(tissue);
    expect([report.verdict, codes(report)]).toEqual(['warned', ['under-exposed']]);
    expect(report.tissueShare / bright.tissueShare).toBeCloseTo(1, 1);
  });

  it('warns of a slide without a scale, and of one enormous level', async () => {
    const glass = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#f3f3f3' } }).jpeg().toBuffer();
    const report = await assess(await made.tiles(Array.from({ length: 520 }, (_, i) => (i % 5 === 0 ? stained : glass)), 26));
    expect([report.verdict, codes(report)]).toEqual(['warned', ['levels-missing', 'mpp-missing']]);
    expect(report.reasons[0]).toMatchObject({ measured: 520 });
  });

  it('asks for what the occasion needs', async () => {
    const coarse = await made.pyramid(picture.clone().resize(1200), { mpp: 0.5 });
    expect(codes(await assess(coarse))).toEqual([]);
    expect(codes(await assess(coarse, { occasion: 'cytology' }))).toEqual(['resolution-too-low']);
    expect((await assess(coarse, { occasion: 'cytology' })).occasion).toBe('cytology');
  });

  describe('of a damaged file', () => {
    const garbage = Buffer.from('not a JPEG at all, though the index says so');
    const tiles = (): Buffer[] => Array.from({ length: 20 }, () => stained);

    it('counts a damaged tile once, marks it on the map and warns', async () => {
      const path = await made.tiles(tiles().with(14, garbage), 5);
      const report = await assess(path);
      expect(report.unreadableTiles).toBe(1);
      expect(report.reasons).toContainEqual({ code: 'tiles-unreadable', severity: 'warning', measured: 1, limit: 0 });
      const { columns, cells } = report.focus;
      const marked = [...cells].flatMap((cell, i) => (cell === '!' ? [[Math.floor((i % columns) / (columns / 5)), Math.floor(i / columns / (columns / 5))]] : []));
      expect(new Set(marked.map(String))).toEqual(new Set(['4,2']));
    });

    it('rejects one with many', async () => {
      const report = await assess(await made.tiles(tiles().map((tile, i) => (i % 4 === 0 ? garbage : tile)), 5));
      expect([report.verdict, report.unreadableTiles]).toEqual(['rejected', 5]);
      expect(codes(report)).toContain('tiles-unreadable');
    });

    it('rejects one of which nothing can be read, without an error', async () => {
      const report = await assess(await made.tiles(tiles().map(() => garbage), 5));
      expect([report.verdict, report.tissueShare, report.unreadableTiles]).toEqual(['rejected', 0, 20]);
      expect(report.focus.cells).toMatch(/^!+$/);
    });

    it('takes what a sparse file lacks for empty', async () => {
      const report = await assess(await made.tiles(tiles().map((tile, i) => (i % 4 < 2 ? Buffer.alloc(0) : tile)), 4));
      expect(report.unreadableTiles).toBe(0);
      expect(report.focus.cells.slice(0, report.focus.columns / 2 - 1)).toMatch(/^\.+$/);
    });
  });

  it('throws where the file goes away meanwhile', async () => {
    const path = await made.synthetic(512);
    const file = await readFile(path);
    const reader = await openSlide(path);
    await writeFile(path, file.subarray(0, 100));
    const work = assessSlide(reader, { occasion: 'consultation', signal: new AbortController().signal, onProgress: () => undefined });
    // Cut short, every tile is damaged or the slide is gone; neither is a sharp slide.
    const ended = await work.then(({ verdict }) => verdict, (error: unknown) => error);
    expect(ended === 'rejected' || (ended as { code?: string }).code === 'slide.gone').toBe(true);
    await reader.close();
  });

  it('ends soon after it is aborted, with the reason', async () => {
    const controller = new AbortController();
    let reads = 0;
    const reader = await openSlide(tissue);
    const counting: SlideReader = Object.assign(Object.create(reader) as SlideReader, {
      tile: (address: Parameters<SlideReader['tile']>[0]) => {
        if (++reads === 5) controller.abort(new Error('no longer wanted'));
        return reader.tile(address);
      },
    });
    await expect(assessSlide(counting, { occasion: 'teaching', signal: controller.signal, onProgress: () => undefined })).rejects.toThrow('no longer wanted');
    expect(reads).toBeLessThan(5 + 64);
    await reader.close();
  });

  it('tells of its progress from the first tile to the end', async () => {
    const shares: number[] = [];
    await assess(tissue, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares.length > 20, shares.at(-1)]).toEqual([true, 1]);
  });

  it('judges a slide smaller than a tile without an error', async () => {
    const path = await made.tiles([(await jpegSlide()).tiles[0]!], 1);
    expect((await assess(path)).verdict).not.toBe('rejected');
  });

  it('finds what shines on a dark field, and does not judge its focus', async () => {
    const report = await assess(await made.pyramid(picture.clone().negate().linear(1, -20), { mpp: 0.25 }));
    const bright = await assess(tissue);
    expect([report.verdict, report.reasons, report.glassBrightness]).toEqual(['accepted', [], undefined]);
    expect(report.tissueShare / bright.tissueShare).toBeCloseTo(1, 0);
    expect(report.focus.cells).toMatch(/^[.?]*\?[.?]*$/);
  });

  itWithSlide('CMU-1-Small-Region.svs', 'accepts a sharp scan of H&E at 20x', async (path) => {
    const report = await assess(path);
    expect([report.verdict, report.unreadableTiles]).toEqual(['accepted', 0]);
    expect(report.blurredShare).toBeLessThan(0.02);
  });

  itWithSlide('CMU-1-Small-Region.svs', 'rejects the same blurred by a micrometre', async (path) => {
    expect(codes(await assess(await made.pyramid((await pixelsOf(path)).blur(2), { mpp: 0.5 })))).toEqual(['out-of-focus']);
  });

  itWithSlide('skimage-ihc.png', 'accepts a sharp immunostain, and not a blurred one', async (path) => {
    expect((await assess(await made.pyramid(sharp(path), { mpp: 0.5 }))).verdict).toBe('accepted');
    expect(codes(await assess(await made.pyramid(sharp(path).blur(2.5), { mpp: 0.5 })))).toEqual(['out-of-focus']);
  });
});
