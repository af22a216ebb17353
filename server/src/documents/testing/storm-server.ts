import type * as Y from 'yjs';
import type { LiveDocument } from '../live-document.js';
import { StormJudge } from './storm-judge.js';
import { StormStore } from './storm-store.js';

/** A server with one document, its disk, and a judge who watches it. */
export class StormServer {
  document: LiveDocument;
  judge: StormJudge;
  restarts = 0;
  private readonly store = new StormStore();
  /** What it accepted waits for the disk; until then it looks at nothing else. */
  private isHeld = false;

  constructor() {
    this.document = this.store.load();
    this.judge = new StormJudge(this.stored);
  }

  get shown(): Y.Doc {
    return this.document.view.document;
  }

  /** What another server would read. */
  get stored(): Y.Doc {
    return this.store.load().view.document;
  }

  /** `isFailing`: the database does not take it; the next tick tries again. */
  tick(isFailing: boolean): void {
    const entry = this.collect();
    if (entry && isFailing) return;
    if (entry) this.store.append(entry);
    this.document.publish();
    this.isHeld = false;
    this.judge.compare(this.shown);
  }

  /** As a server that stops in peace. */
  finish(): void {
    while (!this.document.isSettled) this.tick(false);
  }

  compact(): void {
    this.store.compact();
  }

  /** Another server begins. `isStored`: the one before was killed after a commit and before anyone heard of it. */
  begin(isStored: boolean): void {
    const entry = this.collect();
    if (entry && isStored) this.store.append(entry);
    this.restarts += 1;
    this.document = this.store.load();
    this.judge = new StormJudge(this.stored);
    this.isHeld = false;
  }

  private collect(): ReturnType<LiveDocument['collect']> {
    const entry = this.document.collect();
    if (!this.isHeld) this.judge.judge();
    this.isHeld = true;
    return entry;
  }
}
