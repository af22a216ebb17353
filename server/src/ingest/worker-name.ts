import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** A process that says nothing for so long has died, wherever it ran: it speaks every `BEAT_MS`. */
const SILENCE_MS = 60_000;
export const BEAT_MS = 10_000;

/** The names in use in this very process. */
const living = new Set<string>();

/** Who runs a job: this process, as no other one before or after it. */
@Injectable()
export class WorkerName implements OnModuleDestroy {
  private readonly machine = hostname().slice(0, 64);
  readonly value = `${this.machine}/${process.pid}/${randomBytes(6).toString('hex')}`;

  constructor() {
    living.add(this.value);
  }

  onModuleDestroy(): void {
    living.delete(this.value);
  }

  /** Whether the process that called itself `worker` is gone for certain, or has been silent for too long. */
  isDead(worker: string | null, seenAt: number | null, now: number): boolean {
    if (worker === null || seenAt === null || now - seenAt > SILENCE_MS) return true;
    const [machine, pid] = worker.split('/');
    if (machine !== this.machine) return false;
    // A name with our own process's number that is not in use is a predecessor's: in a container that is always 1.
    return Number(pid) === process.pid ? !living.has(worker) : !isAlive(Number(pid));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
