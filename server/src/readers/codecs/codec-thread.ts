import { Worker } from 'node:worker_threads';
import { ownProgram } from '../own-program.js';
import type { CodecAnswer, CodecJob, DecodedPixels } from './codec-messages.js';

/** The heaps of JavaScript; what WebAssembly may take is bounded in `wasm-codec.ts`. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 } as const;

/** One worker with one job at a time. It dies of a job that takes too long, and is not used again. */
export class CodecThread {
  private readonly worker: Worker;
  private settle: ((decoded: DecodedPixels | undefined) => void) | undefined;
  private deadline: NodeJS.Timeout | undefined;
  private dead = false;

  constructor(private readonly deadlineMs: number, program = ownProgram('codecs/codec-worker')) {
    this.worker = new Worker(program.path, { execArgv: program.execArgv, env: {}, resourceLimits: LIMITS });
    this.worker.on('message', ({ decoded }: CodecAnswer) => this.finish(decoded));
    // An uncaught error is followed by the exit.
    this.worker.on('error', () => undefined);
    this.worker.on('exit', () => this.die());
    // An idle thread keeps no command from ending.
    this.worker.unref();
  }

  get isAlive(): boolean {
    return !this.dead;
  }

  /** `undefined` where the bytes do not decode, take too long, or take the thread down. */
  run(job: CodecJob): Promise<DecodedPixels | undefined> {
    return new Promise((settle) => {
      if (this.dead) return settle(undefined);
      this.settle = settle;
      this.deadline = setTimeout(() => this.end(), this.deadlineMs);
      this.worker.ref();
      this.worker.postMessage(job, [job.bytes.buffer]);
    });
  }

  end(): void {
    this.die();
    void this.worker.terminate();
  }

  private die(): void {
    this.dead = true;
    this.finish(undefined);
  }

  private finish(decoded: DecodedPixels | undefined): void {
    clearTimeout(this.deadline);
    this.worker.unref();
    const { settle } = this;
    this.settle = undefined;
    settle?.(decoded);
  }
}
