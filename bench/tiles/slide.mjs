import { execFile } from 'node:child_process';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const COMMAND = fileURLToPath(new URL('../../server/dist/commands/slide.js', import.meta.url));

/** A synthetic slide of `sidePx` a side, drawn once and kept for the next runs under the system's temporary folder. */
export async function cachedSlide(sidePx, tell) {
  const folder = join(tmpdir(), 'parfocal-bench-slides');
  const path = join(folder, `synthetic-${sidePx}-seed-1.tif`);
  if (await stat(path).catch(() => undefined)) return path;
  tell(`Drawing a synthetic slide of ${sidePx} x ${sidePx} px, once …`);
  await mkdir(folder, { recursive: true });
  const drawing = `${path}.${process.pid}`;
  try {
    await promisify(execFile)(process.execPath, [COMMAND, 'synthesize', drawing, '--width', String(sidePx), '--height', String(sidePx), '--seed', '1']);
    await rename(drawing, path);
  } finally {
    await rm(drawing, { force: true });
  }
  return path;
}
