import { Total } from './tally.mjs';
import { explain, seconds, startLine, step, StepFailed } from './step.mjs';

/** A sequence of checks in which one that fails is shown and counted, and the next still runs. */
export class Checks {
  #total = new Total();
  #failed = [];

  /**
   * Runs one check, prints its line, and shows what it said if it failed.
   * @param {string} name
   * @param {() => Promise<{ passed: number, failed: number, skipped: number, output: string }>} work
   * @returns {Promise<boolean>} whether it passed
   */
  async run(name, work) {
    const startedMs = Date.now();
    startLine(name);
    const result = await work().catch((error) => ({ passed: 0, failed: 1, skipped: 0, error }));
    const alone = new Total();
    alone.add(result);
    this.#total.add(result);
    process.stdout.write(`${alone} (${seconds(startedMs)})\n`);
    if (result.failed === 0) return true;

    this.#failed.push(name);
    explain(result.error ?? new StepFailed(`${name}: failed.\n`, result.output));
    return false;
  }

  /**
   * Prepares something for the checks: counted only if it fails.
   * @param {string} name
   * @param {() => Promise<string>} work answers a few words on how it ended
   */
  async prepare(name, work) {
    try {
      await step(name, work);
      return true;
    } catch (error) {
      explain(error);
      this.#failed.push(name);
      this.#total.add({ passed: 0, failed: 1, skipped: 0 });
      return false;
    }
  }

  /** Prints the verdict; its last line is the sum. Answers the exit code. */
  end() {
    if (this.#failed.length > 0) process.stdout.write(`\nFailed: ${this.#failed.join(', ')}\n`);
    process.stdout.write(`${this.#total}\n`);
    return this.#total.ok ? 0 : 1;
  }
}
