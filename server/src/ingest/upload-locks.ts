import type { Lock, Locker, RequestRelease } from '@tus/server';
import { DomainError } from '../wire/index.js';

/** Longer than the server gives the request before to end (`lockDrainTimeout`). */
const PATIENCE_MS = 20_000;

interface Held {
  release: RequestRelease;
  readonly gone: Promise<void>;
  free(): void;
}

/**
 * One request at a time writes to an upload. Whoever comes later asks the one before to end: after a lost network that is a
 * connection of the same browser which nobody has hung up. (The package's own locker asks again in every turn of the event loop.)
 */
export class UploadLocks implements Locker {
  private readonly held = new Map<string, Held>();

  newLock(id: string): Lock {
    return { lock: (signal, release) => this.lock(id, signal, release), unlock: () => this.unlock(id) };
  }

  private async lock(id: string, signal: AbortSignal, release: RequestRelease): Promise<void> {
    const givenUpAt = performance.now() + PATIENCE_MS;
    for (let other = this.held.get(id); other; other = this.held.get(id)) {
      await other.release();
      await Promise.race([other.gone, after(givenUpAt - performance.now())]);
      if (signal.aborted || performance.now() >= givenUpAt) throw new DomainError('upload.conflict', 'another request holds this upload');
    }
    let free = (): void => undefined;
    const gone = new Promise<void>((done) => (free = done));
    this.held.set(id, { release, gone, free });
  }

  private unlock(id: string): Promise<void> {
    const held = this.held.get(id);
    this.held.delete(id);
    held?.free();
    return Promise.resolve();
  }
}

const after = (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, Math.max(0, ms)).unref());
