import { basename, join } from 'node:path';
import { DomainError } from '../../wire/index.js';
import { companionsOf, entriesOf, type Scan, scanAt } from './scan-at.js';

export interface FoundScan extends Scan {
  readonly path: string;
}

/**
 * The slides that lie in a folder: each file and each folder is one, but for a folder that belongs to a file beside it. One that cannot be
 * looked through is left out, and `refused` hears of it: it must not keep the others waiting.
 *
 * @throws DomainError `slide.gone` where the folder itself cannot be read
 */
export async function scansIn(folder: string, refused: (error: DomainError) => void): Promise<FoundScan[]> {
  const entries = (await entriesOf(folder)).filter((entry) => entry.isFile() || entry.isDirectory());
  const companions = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => companionsOf(join(folder, name))));
  const scans: FoundScan[] = [];
  for (const { name } of entries) {
    const path = join(folder, name);
    if (companions.has(path)) continue;
    const scan = await scanAt(path).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      refused(error);
    });
    if (scan && scan.bytes > 0) scans.push({ ...scan, path, name: basename(path) });
  }
  return scans;
}

/** Since when what was seen has not changed, by our own clock: that of a network share may be another one. */
export class StableScans {
  private seen = new Map<string, { readonly signature: string; readonly sinceMs: number }>();

  constructor(private readonly stableMs: number) {}

  /** Those of `scans`, all that were found at `nowMs`, which have been as they are for long enough. What is not among them is forgotten. */
  of<T extends FoundScan>(scans: readonly T[], nowMs: number): T[] {
    const before = this.seen;
    this.seen = new Map(
      scans.map(({ path, signature }) => {
        const known = before.get(path);
        return [path, known?.signature === signature ? known : { signature, sinceMs: nowMs }];
      }),
    );
    return scans.filter(({ path }) => nowMs - this.seen.get(path)!.sinceMs >= this.stableMs);
  }
}
