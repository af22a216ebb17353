import { DomainError } from '../wire/index.js';

/** Nobody waits for the result any more, so there is none. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

interface Limits {
  /** Jobs that run at once. */
  readonly atOnce: number;
  readonly waiting: number;
  readonly waitingPerOwner: number;
}

interface Job {
  readonly owner: string;
  start(): void;
}

/** Work in turns: each owner's oldest job, then the next owner's, so that a hundred of one do not delay the one of another. */
export class FairQueue {
  /** In the order of turns. An owner is in it only while something of theirs waits. */
  private readonly turns = new Map<string, Job[]>();
  private running = 0;
  private waiting = 0;

  constructor(private readonly limits: Limits) {}

  /**
   * Runs `work` when it is its turn. Aborting `signal` before that takes it out of the queue; work that runs is finished.
   *
   * @throws Abandoned where it was aborted in time; DomainError `rate-limited` where too much waits already
   */
  run<T>(owner: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal.aborted) return reject(new Abandoned());
      const abandon = (): void => {
        if (this.remove(job)) reject(new Abandoned());
      };
      const job: Job = {
        owner,
        start: () => {
          signal.removeEventListener('abort', abandon);
          work().then(resolve, reject).finally(() => this.finished()).catch(reject);
        },
      };
      if (!this.add(job)) return reject(new DomainError('rate-limited', 'too many tiles are waiting to be decoded'));
      signal.addEventListener('abort', abandon, { once: true });
      this.next();
    });
  }

  private add(job: Job): boolean {
    const own = this.turns.get(job.owner) ?? [];
    if (this.waiting >= this.limits.waiting || own.length >= this.limits.waitingPerOwner) return false;
    own.push(job);
    this.turns.set(job.owner, own);
    this.waiting++;
    return true;
  }

  private remove(job: Job): boolean {
    const own = this.turns.get(job.owner);
    const at = own?.indexOf(job) ?? -1;
    if (!own || at < 0) return false;
    own.splice(at, 1);
    if (own.length === 0) this.turns.delete(job.owner);
    this.waiting--;
    return true;
  }

  private next(): void {
    while (this.running < this.limits.atOnce) {
      const turn = this.turns.entries().next();
      if (turn.done) return;
      const [owner, own] = turn.value;
      const job = own.shift()!;
      this.turns.delete(owner);
      if (own.length > 0) this.turns.set(owner, own);
      this.waiting--;
      this.running++;
      job.start();
    }
  }

  private finished(): void {
    this.running--;
    this.next();
  }
}
