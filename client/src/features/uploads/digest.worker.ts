import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Told about often enough to be seen, read in pieces large enough to be fast. */
const PIECE_BYTES = 4 * 1024 ** 2;

export interface DigestProgress {
  readonly doneBytes?: number;
  readonly digest?: string;
  readonly failed?: true;
}

/** Digests one file beside the page, piece by piece: a slide does not fit into memory. */
self.onmessage = async ({ data: file }: MessageEvent<File>): Promise<void> => {
  const tell = (progress: DigestProgress): void => self.postMessage(progress);
  try {
    const hash = sha256.create();
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      hash.update(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
      tell({ doneBytes: Math.min(file.size, at + PIECE_BYTES) });
    }
    tell({ digest: bytesToHex(hash.digest()) });
  } catch {
    // It was moved, changed or removed since it was chosen.
    tell({ failed: true });
  }
};
