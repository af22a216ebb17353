import { availableParallelism } from 'node:os';
import type { CodecJob, DecodedPixels } from './codec-messages.js';
import { CodecThread } from './codec-thread.js';

/** A tile takes some ten milliseconds; one that takes so long never ends. */
const DEADLINE_MS = 10_000;
/** Threads that nobody needs give their memory back. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly job: CodecJob;
  readonly settle: (decoded: DecodedPixels | undefined) => void;
}

export interface PoolOptions {
  readonly threads?: number;
  readonly idleMs?: number;
  readonly start?: () => CodecThread;
}

/** Threads for codecs, one fewer than there are cores: started when needed, replaced when one has died. */
export class CodecPool {
  private readonly threads: number;
  private readonly idleMs: number;
  private readonly start: () => CodecThread;
  private readonly waiting: Waiting[] = [];
  private readonly idle: CodecThread[] = [];
  private busy = 0;
  private resting: NodeJS.Timeout | undefined;

  constructor({ threads = Math.max(1, availableParallelism() - 1), idleMs = IDLE_MS, start = () => new CodecThread(DEADLINE_MS) }: PoolOptions = {}) {
    [this.threads, this.idleMs, this.start] = [threads, idleMs, start];
  }

  /** First come, first served; whoever asks bounds how much it asks for. `undefined` where the bytes do not decode. */
  run(job: CodecJob): Promise<DecodedPixels | undefined> {
    return new Promise((settle) => {
      this.waiting.push({ job, settle });
      this.next();
    });
  }

  private next(): void {
    if (this.busy >= this.threads) return;
    const next = this.waiting.shift();
    if (!next) return this.rest();
    clearTimeout(this.resting);
    this.busy++;
    const thread = this.thread();
    thread.run(next.job).then(next.settle).finally(() => this.done(thread)).catch(() => undefined);
  }

  private done(thread: CodecThread): void {
    this.busy--;
    if (thread.isAlive) this.idle.push(thread);
    this.next();
  }

  private thread(): CodecThread {
    for (let thread = this.idle.pop(); thread; thread = this.idle.pop()) if (thread.isAlive) return thread;
    return this.start();
  }

  private rest(): void {
    if (this.busy > 0 || this.idle.length === 0) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.idle.splice(0).forEach((thread) => thread.end()), this.idleMs).unref();
  }
}
