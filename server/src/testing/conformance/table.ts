import type { Comparison } from './compare.js';
import type { Difference } from './difference.js';

const HEAD = `# Conformance

What our readers say of a file beside what other readers say of the same file: every level, pixel by pixel. Made by \`npm run conformance -- --write docs/conformance.md\`; it needs Debian's
\`python3-openslide\`, \`python3-pydicom\` and a folder of real slides (\`--slides\`).

- **Stored pixels** are what our reader takes out of the file, before anything is encoded anew. **Shown** is what the browser gets.
- A tile that is passed through is the scanner's own JPEG: both must be equal to the last bit. What no browser can show is decoded and encoded as JPEG of quality 90 with full chroma, or without any loss where it holds
  samples of a fluorescence channel.
- *mpp equal* compares both directions to 10⁻⁶ µm; a dash stands where there is nothing to compare: the other reader knows no mpp, or a tile is decoded only on its way to the browser.

| file | read as | beside | tiles reach the browser | levels | tiles compared | stored pixels | shown | size equal | mpp equal |
|---|---|---|---|---|---|---|---|---|---|
`;

const FOOT = `

¹ OpenSlide 3.4.1 shows tiles of a TIFF without JPEG too low where they are larger than their level. Pillow (libtiff) and libvips show them where we do, and are taken as the reference there.`;

const yes = (value: boolean | undefined): string => (value === undefined ? '–' : value ? 'yes' : '**no**');
const words = (difference: Difference): string => (difference.isEmpty ? '–' : difference.isEqual ? 'equal' : `${difference.psnr.toFixed(1)} dB (off by ${difference.max} at most)`);

export function tableOf(rows: readonly { readonly what: string; readonly result: Comparison | string }[]): string {
  return HEAD + rows.map(({ what, result }) => {
    if (typeof result === 'string') return `| ${what} | | | ${result} | | | | | | |`;
    const { format, beside, way, levels, tiles, settled, stored, shown, isSizeEqual, isMppEqual } = result;
    const compared = settled > 0 ? `${tiles} (${settled} beside Pillow¹)` : tiles;
    return `| ${what} | ${format} | ${beside} | ${way} | ${levels} | ${compared} | ${words(stored)} | ${words(shown)} | ${yes(isSizeEqual)} | ${yes(isMppEqual)} |`;
  }).join('\n') + FOOT;
}
