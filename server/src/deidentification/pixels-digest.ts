import { createHash } from 'node:crypto';
import type { SlideReader } from '../readers/index.js';

/** SHA-256 over every tile of every level, plane and channel as the reader hands them out, and over the grids they lie on. */
export async function pixelsDigest(reader: SlideReader, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const { levels, zPlanes, channels } = reader.image;
  hash.update(JSON.stringify({ levels, zPlanes, channels }));
  for (let z = 0; z < zPlanes; z++) {
    for (let channel = 0; channel < channels; channel++) {
      for (const [level, { columns, rows }] of levels.entries()) {
        for (let row = 0; row < rows; row++) {
          signal.throwIfAborted();
          for (let column = 0; column < columns; column++) {
            const tile = await reader.tile({ level, column, row, z, channel });
            const bytes = tile?.kind === 'pixels' ? tile.pixels : tile?.bytes;
            hash.update(`${tile?.kind ?? 'none'} ${bytes?.length ?? 0} `);
            if (bytes) hash.update(bytes);
          }
        }
      }
    }
  }
  return hash.digest('hex');
}
