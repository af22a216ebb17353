/** Ends a run that is told of a failure, or that takes too long: a reference that has more than it can carry may take for ever. */
export class Patience {
  #fail;
  #timer;
  #over;

  constructor(limitMs) {
    this.#over = new Promise((_, fail) => (this.#fail = fail));
    this.#over.catch(() => undefined);
    this.#timer = setTimeout(() => this.fail(`not done after ${limitMs / 1000} s`), limitMs);
  }

  /** Of something that happened elsewhere, as a socket that was closed. */
  fail(why) {
    this.#fail(new Error(why));
  }

  /** @throws Error with what failed, or that it took too long */
  async with(work) {
    work.catch(() => undefined);
    return Promise.race([work, this.#over]).finally(() => clearTimeout(this.#timer));
  }
}
