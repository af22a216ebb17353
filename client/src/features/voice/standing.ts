/** What can stand, and be let go. */
interface Closable {
  close(): void;
}

/**
 * One thing that is opened, let go and opened again: a call, a picture that is watched. Opening takes time, and what is wanted may be
 * another by the time it is done: what comes of an earlier wish is known as such, closed if it came, and heard of no more.
 */
export class Standing<T extends Closable> {
  private thing: T | undefined;
  /** Rises with everything that ends what stands. */
  private turn = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  get current(): T | undefined {
    return this.thing;
  }

  /**
   * Lets go of what stands and opens another; nothing where it was let go meanwhile, or failed by then. `make` is given the question whether
   * what it makes is still wanted, or stands.
   */
  async open(make: (isMine: () => boolean) => Promise<T>): Promise<T | undefined> {
    this.drop();
    const mine = this.turn;
    const isMine = (): boolean => mine === this.turn;
    try {
      const made = await make(isMine);
      if (isMine()) return (this.thing = made);
      made.close();
    } catch (error) {
      if (isMine()) throw error;
    }
    return undefined;
  }

  drop(): void {
    this.turn++;
    this.stopWaiting();
    this.thing?.close();
    this.thing = undefined;
  }

  stopWaiting(): void {
    clearTimeout(this.retry);
  }

  /** Unless something else is opened or dropped before, or `stopWaiting` is asked for. */
  later(work: () => void, waitMs: number): void {
    this.stopWaiting();
    this.retry = setTimeout(work, waitMs);
  }
}
