/** Counts of one step: how many checks passed, failed and were skipped. */
export const tally = (passed, failed = 0, skipped = 0) => ({ passed, failed, skipped });

/** A step that is one check, such as the type-check. */
export const oneCheck = (ok) => (ok ? tally(1) : tally(0, 1));

/** The sum over all steps, and the last line of a test run. */
export class Total {
  #sum = tally(0);

  add({ passed, failed, skipped }) {
    this.#sum.passed += passed;
    this.#sum.failed += failed;
    this.#sum.skipped += skipped;
  }

  get ok() {
    return this.#sum.failed === 0 && this.#sum.passed > 0;
  }

  toString() {
    return `${this.#sum.passed} passed, ${this.#sum.failed} failed, ${this.#sum.skipped} skipped`;
  }
}
