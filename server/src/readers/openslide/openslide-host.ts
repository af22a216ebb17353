import { type ChildProcess, fork } from 'node:child_process';
import { ownProgram } from '../own-program.js';
import { SlideFileError } from '../slide-file-error.js';
import type { Envelope, OpenedSlide, OpenSlideAnswer, OpenSlideFailure, OpenSlideRequest, Pixels } from './openslide-messages.js';

/** A region of 512 x 512 px takes some 10 ms; what takes so long hangs. */
const DEADLINE_MS = 30_000;
/** As many as the process has threads for. */
const AT_ONCE = 4;
/** Without an open slide the process is of no use, and holds some 60 MB. */
const IDLE_MS = 60_000;

interface Pending {
  settle(answer: OpenSlideAnswer<unknown>): void;
  readonly deadline: NodeJS.Timeout;
}

/** One run of the process. What was opened in one run is unknown to the next. */
class Run {
  readonly pending = new Map<number, Pending>();
  openSlides = 0;

  constructor(readonly child: ChildProcess) {}
}

/** The reply to a request, and the run it came from. */
interface Told<T> {
  readonly value: T;
  readonly run: Run;
}

/** Speaks to the process that holds OpenSlide: starts it when it is needed, again when it has died, and ends it when idle. */
export class OpenSlideHost {
  private run: Run | undefined;
  private lastId = 0;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private idle: NodeJS.Timeout | undefined;

  /** @throws SlideFileError `slide.needs-openslide`, `slide.damaged` */
  async open(path: string): Promise<Told<OpenedSlide>> {
    const told = (await this.ask({ op: 'open', path }, 'slide.damaged')) as Told<OpenedSlide>;
    told.run.openSlides++;
    return told;
  }

  /** @throws SlideFileError `slide.tile-damaged` */
  async pixels(request: OpenSlideRequest & { op: 'read' | 'picture' }): Promise<Pixels> {
    return (await this.ask(request, 'slide.tile-damaged')).value as Pixels;
  }

  isCurrent(run: Run): boolean {
    return run === this.run;
  }

  async close(slide: number, run: Run): Promise<void> {
    if (!this.isCurrent(run)) return;
    await this.ask({ op: 'close', slide }, 'slide.damaged').catch(() => undefined);
    run.openSlides--;
  }

  /** The process, for tests that end it. */
  get processId(): number | undefined {
    return this.run?.child.pid;
  }

  private async ask(body: OpenSlideRequest, code: 'slide.damaged' | 'slide.tile-damaged'): Promise<Told<unknown>> {
    await this.turn();
    try {
      const run = (this.run ??= this.start());
      const answer = await this.send(run, body);
      if (answer.ok) return { value: answer.value, run };
      throw refusal(answer.why, code);
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }

  private async turn(): Promise<void> {
    while (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running++;
  }

  private send(run: Run, body: OpenSlideRequest): Promise<OpenSlideAnswer<unknown>> {
    return new Promise((resolve) => {
      const id = ++this.lastId;
      const deadline = setTimeout(() => run.child.kill('SIGKILL'), DEADLINE_MS).unref();
      // Only a question keeps this process alive, not the channel.
      run.child.channel?.ref();
      run.pending.set(id, { deadline, settle: resolve });
      run.child.send({ id, body } satisfies Envelope<OpenSlideRequest>, (error) => error && this.settle(run, id, { ok: false, why: 'failed' }));
    });
  }

  private settle(run: Run, id: number, answer: OpenSlideAnswer<unknown>): void {
    const pending = run.pending.get(id);
    if (!pending) return;
    run.pending.delete(id);
    clearTimeout(pending.deadline);
    if (run.pending.size === 0) run.child.channel?.unref();
    pending.settle(answer);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      if (run.openSlides === 0 && run.pending.size === 0) run.child.kill();
    }, IDLE_MS).unref();
  }

  private start(): Run {
    const { path, execArgv } = ownProgram('openslide/openslide-process');
    // Nothing of the server's environment is its business: no passwords, no addresses.
    const child = fork(path, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv, env: { PATH: '/usr/bin:/bin' } });
    const run = new Run(child);
    child.unref();
    child.channel?.unref();
    child.on('message', ({ id, body }: Envelope<OpenSlideAnswer<unknown>>) => this.settle(run, id, body));
    const gone = (): void => {
      if (this.run === run) this.run = undefined;
      for (const id of [...run.pending.keys()]) this.settle(run, id, { ok: false, why: 'failed' });
    };
    child.once('exit', gone).once('error', gone);
    return run;
  }
}

function refusal(why: OpenSlideFailure, code: 'slide.damaged' | 'slide.tile-damaged'): SlideFileError {
  if (why === 'missing') return new SlideFileError('slide.needs-openslide', 'OpenSlide is not installed');
  return new SlideFileError(code, why === 'refused' ? 'OpenSlide does not know this file' : 'OpenSlide could not read it');
}

export type { Run as OpenSlideRun };
