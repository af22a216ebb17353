import { DomainError } from '../wire/index.js';

/** Nobody waits for the result any more, so there is none. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** Work done ahead leaves so much of the queue to what somebody looks at. */
const SHARE_AHEAD = 1 / 2;

/** Too much waits already, of one person or of all. */
export class QueueFull extends DomainError {}

interface Limits {
  /** Jobs that run at once. */
  readonly atOnce: number;
  readonly waiting: number;
  readonly waitingPerOwner: number;
}

/** `seen`: somebody looks at the place. `ahead`: somebody may, soon. */
export type Urgency = 'seen' | 'ahead';

export interface Work<T> {
  readonly owner: string;
  readonly urgency: Urgency;
  /** Aborting it takes waiting work out of the queue; work that runs is finished. */
  readonly signal: AbortSignal;
  run(): Promise<T>;
}

export interface Place<T> {
  readonly result: Promise<T>;
  /** What was asked for ahead is seen now. */
  hurry(): void;
}

interface Job {
  readonly owner: string;
  urgency: Urgency;
  start(): void;
}

/** In the order of turns. An owner is in it only while something of theirs waits. */
type Turns = Map<string, Job[]>;

/**
 * Work in turns: each owner's oldest job, then the next owner's, so that a hundred of one do not delay the one of another. Work
 * for places that somebody looks at goes before all work that is done ahead.
 */
export class FairQueue {
  private readonly turns: Record<Urgency, Turns> = { seen: new Map(), ahead: new Map() };
  private running = 0;
  private waitingNow = 0;

  constructor(private readonly limits: Limits) {}

  get waiting(): number {
    return this.waitingNow;
  }

  /** `result` rejects with `Abandoned` where it was aborted in time, and with `QueueFull` where too much waits already. */
  enter<T>({ owner, urgency, signal, run }: Work<T>): Place<T> {
    let hurry = (): void => undefined;
    const result = new Promise<T>((resolve, reject) => {
      if (signal.aborted) return reject(new Abandoned());
      const abandon = (): void => {
        if (this.remove(job)) reject(new Abandoned());
      };
      const job: Job = {
        owner,
        urgency,
        start: () => {
          signal.removeEventListener('abort', abandon);
          run().then(resolve, reject).finally(() => this.finished()).catch(reject);
        },
      };
      const refusal = this.refusalOf(job);
      if (refusal) return reject(refusal);
      this.add(job);
      hurry = () => this.hurry(job);
      signal.addEventListener('abort', abandon, { once: true });
      this.next();
    });
    return { result, hurry: () => hurry() };
  }

  private refusalOf({ owner, urgency }: Job): QueueFull | undefined {
    const room = urgency === 'seen' ? this.limits.waiting : this.limits.waiting * SHARE_AHEAD;
    // Everybody's trouble, and one person's: only the first is ours.
    if (this.waitingNow >= room) return new QueueFull('unavailable', 'too many tiles are waiting to be decoded');
    const own = this.turns[urgency].get(owner)?.length ?? 0;
    return own >= this.limits.waitingPerOwner ? new QueueFull('rate-limited', 'too many tiles of one person are waiting to be decoded') : undefined;
  }

  private add(job: Job): void {
    const turns = this.turns[job.urgency];
    const own = turns.get(job.owner);
    if (own) own.push(job);
    else turns.set(job.owner, [job]);
    this.waitingNow++;
  }

  private remove(job: Job): boolean {
    const turns = this.turns[job.urgency];
    const own = turns.get(job.owner);
    const at = own?.indexOf(job) ?? -1;
    if (!own || at < 0) return false;
    own.splice(at, 1);
    if (own.length === 0) turns.delete(job.owner);
    this.waitingNow--;
    return true;
  }

  private hurry(job: Job): void {
    if (job.urgency === 'seen' || !this.remove(job)) return;
    job.urgency = 'seen';
    this.add(job);
  }

  private next(): void {
    while (this.running < this.limits.atOnce) {
      const job = takeTurn(this.turns.seen) ?? takeTurn(this.turns.ahead);
      if (!job) return;
      this.waitingNow--;
      this.running++;
      job.start();
    }
  }

  private finished(): void {
    this.running--;
    this.next();
  }
}

/** The next owner's oldest job; the owner goes to the end. */
function takeTurn(turns: Turns): Job | undefined {
  const turn = turns.entries().next();
  if (turn.done) return undefined;
  const [owner, own] = turn.value;
  const job = own.shift();
  turns.delete(owner);
  if (own.length > 0) turns.set(owner, own);
  return job;
}
