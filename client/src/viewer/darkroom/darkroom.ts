import type { DarkroomAnswer, DarkroomJob, DarkroomReply, DarkroomRequest } from './darkroom-words';

/** One for the pictures, one more where there are cores to spare: the page itself needs one. */
const MOST_WORKERS = 2;

/** A worker died or could not be started. */
export class DarkroomFailure extends Error {}

/**
 * Where tiles become pictures that the browser cannot make by itself, off the main thread. A tile goes to the same worker
 * every time, which may still have its samples. No worker is started before the first job.
 */
export class Darkroom {
  private workers: Worker[] = [];
  private readonly waiting = new Map<number, { readonly worker: Worker; readonly resolve: (answer: DarkroomAnswer) => void; readonly reject: (reason: unknown) => void }>();
  private lastId = 0;

  /** `hire` makes a worker. */
  constructor(private readonly hire: () => Worker = hireWorker, private readonly count = Math.max(1, Math.min(MOST_WORKERS, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1))) {}

  /** `seat` is any number of the tile's own. Rejects with `DarkroomFailure` where its worker died. */
  develop(job: DarkroomJob, seat: number): Promise<DarkroomAnswer> {
    const worker = this.workerOf(seat);
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { worker, resolve, reject });
      worker.postMessage({ id, job } satisfies DarkroomRequest);
    });
  }

  /** Another slide: what is kept is of no use any more. */
  forget(): void {
    for (const worker of this.workers) worker.postMessage({ forget: true } satisfies DarkroomRequest);
  }

  dispose(): void {
    for (const worker of this.workers) this.dismiss(worker, new DarkroomFailure('the viewer is gone'));
    this.workers = [];
  }

  private workerOf(seat: number): Worker {
    while (this.workers.length < this.count) this.workers.push(this.hired());
    return this.workers[seat % this.workers.length]!;
  }

  private hired(): Worker {
    const worker = this.hire();
    worker.addEventListener('message', ({ data }: MessageEvent<DarkroomReply>) => {
      const job = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (job) job.resolve(data.answer);
      else if ('picture' in data.answer) data.answer.picture.close();
    });
    worker.addEventListener('error', (event) => {
      this.workers = this.workers.filter((other) => other !== worker);
      this.dismiss(worker, new DarkroomFailure(event.message));
    });
    return worker;
  }

  private dismiss(worker: Worker, reason: DarkroomFailure): void {
    worker.terminate();
    for (const [id, job] of this.waiting) {
      if (job.worker !== worker) continue;
      this.waiting.delete(id);
      job.reject(reason);
    }
  }
}

const hireWorker = (): Worker => new Worker(new URL('./darkroom.worker.ts', import.meta.url), { type: 'module', name: 'darkroom' });
