import { ApiError } from '@/api';
import type { DigestProgress } from './digest.worker';

/**
 * SHA-256 of a file, in hexadecimal, computed beside the page. Rejects with `upload.changed` where the file can no longer be read, or
 * the signal's AbortError.
 */
export function digestFile(file: File, onProgress: (doneBytes: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./digest.worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void): void => {
      worker.terminate();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const gone = (): void => end(() => reject(new ApiError('upload.changed')));
    const abort = (): void => end(() => reject(new DOMException('The upload was stopped', 'AbortError')));
    worker.onmessage = ({ data: { doneBytes, digest, failed } }: MessageEvent<DigestProgress>) => {
      if (doneBytes !== undefined) onProgress(doneBytes);
      if (digest !== undefined) end(() => resolve(digest));
      if (failed) gone();
    };
    worker.onerror = gone;
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    worker.postMessage(file);
  });
}
