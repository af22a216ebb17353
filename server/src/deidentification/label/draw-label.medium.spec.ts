import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { WorkFolder } from '../../testing/work-folder.js';
import { code128 } from './code128.js';
import { drawLabel } from './draw-label.js';

const work = new WorkFolder();

/** Rows of 640 samples. */
const samplesOf = (png: Buffer): Promise<Buffer> => sharp(png).greyscale().raw().toBuffer();

/** Lengths of runs of black and white in one row, from the first black on to the last. */
function runs(samples: Buffer, row: number): number[] {
  const dark = [...samples.subarray(row * 640, (row + 1) * 640)].map((sample) => sample < 128);
  const line = dark.slice(dark.indexOf(true), dark.lastIndexOf(true) + 1);
  const found: number[] = [];
  line.forEach((isDark, i) => (i === 0 || isDark !== line[i - 1] ? found.push(1) : found.push(found.pop()! + 1)));
  return found;
}

const inkIn = (samples: Buffer, from: number, to: number): number => samples.subarray(from * 640, to * 640).filter((sample) => sample < 128).length;

describe('drawLabel', () => {
  it('shows the pseudonym in letters and as bars of whole modules', async () => {
    const samples = await samplesOf(await drawLabel({ pseudonym: 'PF-2021', lines: ['A1 - HE'] }));
    expect(samples.length).toBe(640 * 480);
    expect(inkIn(samples, 30, 120)).toBeGreaterThan(3000);
    expect(inkIn(samples, 145, 180)).toBeGreaterThan(500);
    const widths = runs(samples, 400);
    const modulePx = Math.min(...widths);
    expect(widths.map((width) => width / modulePx)).toEqual(code128('PF-2021'));
  });

  it('draws every character it takes, each in its own way', async () => {
    const pictures = new Set<string>();
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.:') {
      const samples = await samplesOf(await drawLabel({ pseudonym: letter, lines: [] }));
      expect(inkIn(samples, 0, 150)).toBeGreaterThan(50);
      pictures.add(samples.subarray(0, 640 * 150).toString('base64'));
    }
    expect(pictures.size).toBe(40);
  });

  it('fits the longest pseudonym in', async () => {
    const samples = await samplesOf(await drawLabel({ pseudonym: 'W'.repeat(24), lines: [] }));
    for (let row = 0; row < 480; row++) expect(Math.min(samples[row * 640]!, samples[row * 640 + 639]!)).toBe(255);
  });

  it.each([
    ['nothing', { pseudonym: ' ', lines: [] }],
    ['a name it has no letters for', { pseudonym: '张三', lines: [] }],
    ['a line it has no letters for', { pseudonym: 'PF-1', lines: ['肾'] }],
    ['more than fits', { pseudonym: 'X'.repeat(25), lines: [] }],
    ['more lines than fit', { pseudonym: 'X', lines: ['1', '2', '3', '4', '5'] }],
    ['markup', { pseudonym: '<svg>', lines: [] }],
  ])('refuses %s, and draws no box', async (_, label) => expect(drawLabel(label)).rejects.toBeInstanceOf(RangeError));

  const canScan = ((): boolean => {
    try {
      return execFileSync('zbarimg', ['--version'], { stdio: 'pipe' }).length > 0;
    } catch {
      return false;
    }
  })();
  const itWithScanner = canScan ? it : it.skip;
  itWithScanner(`is read by a scanner${canScan ? '' : ' (skipped: zbarimg is not installed)'}`, async () => {
    for (const pseudonym of ['PF-2021', 'A1B2-C3/D4.E5:F6', 'QQ 7788-9900']) {
      const path = await work.file('label.png', await drawLabel({ pseudonym, lines: ['PART A'] }));
      expect(execFileSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8', stdio: 'pipe' }).trim()).toBe(pseudonym);
    }
  });
});

describe('code128', () => {
  it('is start, characters, check and stop, each of 11 modules and the last of 13', () => {
    // Start B, "A" (33), check (104 + 33) mod 103 = 34, stop.
    expect(code128('A').join('')).toBe('211214' + '111323' + '131123' + '2331112');
  });

  it('refuses what set B has not', () => expect(() => code128('é')).toThrow(RangeError));
});
