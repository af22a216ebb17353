import type { ReadShape } from '@parfocal/shared/annotation';
import type { ReadAnswer, ReadPart, ReadRequest } from './read-words';

/** Shapes of a file, read beside the page. Ends the reading, and never answers, once the signal is aborted. */
export function readFile(request: ReadRequest, signal: AbortSignal): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
    const end = (answer?: ReadAnswer): void => {
      worker.terminate();
      if (answer) resolve(answer);
    };
    const shapes: ReadShape[] = [];
    worker.onmessage = ({ data }: MessageEvent<ReadPart>) => {
      if ('shapes' in data) shapes.push(...data.shapes);
      else end('trouble' in data ? data : { reading: { ...data.reading, shapes } });
    };
    // A worker that runs out of memory ends like this.
    worker.onerror = () => end({ trouble: 'too-large' });
    signal.addEventListener('abort', () => end());
    worker.postMessage(request);
  });
}
