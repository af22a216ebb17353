import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REAL_SLIDES, ROOT } from './server';

/** Level-0 side of the synthetic slide of the tests. */
export const SYNTHETIC_PX = 3000;

export const CMU = join(REAL_SLIDES, 'CMU-1-Small-Region.svs');

/** Three channels of 8 bits in five focal planes. */
const FLUORESCENCE = join(REAL_SLIDES, 'multi-channel-z-series.ome.tif');

export type SlideKind = 'synthetic' | 'CMU-1-Small-Region' | 'multi-channel-z-series';

/** Every trip runs on both; the real one is left out, and says so, where the folder of real slides is missing. */
export const SLIDE_KINDS: readonly SlideKind[] = ['synthetic', 'CMU-1-Small-Region'];

const REAL: Readonly<Record<Exclude<SlideKind, 'synthetic'>, string>> = { 'CMU-1-Small-Region': CMU, 'multi-channel-z-series': FLUORESCENCE };

export const isMissing = (kind: SlideKind): boolean => kind !== 'synthetic' && !existsSync(REAL[kind]);

/** The file of a slide; the synthetic one is made once a run, in `folder`. */
export function slideFile(kind: SlideKind, folder: string): string {
  if (kind !== 'synthetic') return REAL[kind];
  const path = join(folder, 'synthetic.tif');
  if (!existsSync(path)) {
    execFileSync(process.execPath, ['server/dist/commands/slide.js', 'synthesize', path, '--width', String(SYNTHETIC_PX), '--height', String(SYNTHETIC_PX), '--seed', '7'], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: join(folder, 'unused') },
    });
  }
  return path;
}
