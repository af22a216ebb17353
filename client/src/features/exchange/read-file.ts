import type { ReadAnswer, ReadRequest } from './read-words';

/** Shapes of a file, read beside the page. Ends the reading, and never answers, once the signal is aborted. */
export function readFile(request: ReadRequest, signal: AbortSignal): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
    const end = (answer?: ReadAnswer): void => {
      worker.terminate();
      if (answer) resolve(answer);
    };
    worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => end(data);
    // A worker that runs out of memory ends like this.
    worker.onerror = () => end({ trouble: 'too-large' });
    signal.addEventListener('abort', () => end());
    worker.postMessage(request);
  });
}
