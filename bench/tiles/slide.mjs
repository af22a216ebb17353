import { execFile } from 'node:child_process';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const COMMAND = fileURLToPath(new URL('../../server/dist/commands/slide.js', import.meta.url));
const TILE_PX = 256;

/** Made once and kept for the next runs under the system's temporary folder. */
async function cached(name, making, make, tell) {
  const folder = join(tmpdir(), 'parfocal-bench-slides');
  const path = join(folder, name);
  if (await stat(path).catch(() => undefined)) return path;
  tell(`${making}, once …`);
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  try {
    await make(draft);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return path;
}

/** A synthetic slide of `sidePx` a side, in JPEG tiles. */
export const cachedSlide = (sidePx, tell) => cached(`synthetic-${sidePx}-seed-1.tif`, `Drawing a synthetic slide of ${sidePx} x ${sidePx} px`,
  (path) => promisify(execFile)(process.execPath, [COMMAND, 'synthesize', path, '--width', String(sidePx), '--height', String(sidePx), '--seed', '1']), tell);

/** The middle of a slide as a pyramid of deflated RGB: the same pixels, which no browser shows as they are stored. */
export function deflatedSlide(slide, sidePx, cutPx, tell) {
  return cached(`synthetic-${sidePx}-seed-1-deflated-${cutPx}.tif`, `Storing ${cutPx} x ${cutPx} px of it without JPEG`, async (path) => {
    const require = createRequire(fileURLToPath(new URL('../../server/package.json', import.meta.url)));
    const { default: sharp } = await import(pathToFileURL(require.resolve('sharp')).href);
    const at = Math.floor((sidePx - cutPx) / 2);
    await sharp(slide, { limitInputPixels: false })
      .extract({ left: at, top: at, width: cutPx, height: cutPx })
      .tiff({ compression: 'deflate', predictor: 'horizontal', tile: true, tileWidth: TILE_PX, tileHeight: TILE_PX, pyramid: true, bigtiff: true })
      .toFile(path);
  }, tell);
}
