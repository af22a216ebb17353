/**
 * What was drawn when, when each probe saw it, and when its author was told that it is on disk.
 *
 * A change counts as seen by a probe from the moment that it, or a newer one of the same author, arrived: where a frame brings two changes
 * of one value, only the newer one is in it, and nothing is missing.
 */
export class Ledger {
  #drawnAtMs;
  #knownUpTo;
  #window = [Infinity, Infinity];
  latenciesMs = [];
  ackLatenciesMs = [];
  #due = 0;

  constructor(people, probes) {
    this.#drawnAtMs = Array.from({ length: people }, () => []);
    this.#knownUpTo = Array.from({ length: probes }, () => new Int32Array(people).fill(-1));
  }

  /** Counts what is drawn between these two moments. */
  window(fromMs, untilMs) {
    this.#window = [fromMs, untilMs];
  }

  /** Returns the number that the change has to carry. */
  draw(author, nowMs) {
    return this.#drawnAtMs[author].push(nowMs) - 1;
  }

  see(probe, author, sequence, nowMs) {
    const known = this.#knownUpTo[probe];
    for (let at = known[author] + 1; at <= sequence; at++) {
      if (this.#counts(author, at)) this.latenciesMs.push(nowMs - this.#drawnAtMs[author][at]);
    }
    if (sequence > known[author]) known[author] = sequence;
  }

  acknowledge(author, sequence, nowMs) {
    if (this.#counts(author, sequence)) this.ackLatenciesMs.push(nowMs - this.#drawnAtMs[author][sequence]);
  }

  /** Nothing after this counts. */
  close() {
    for (let author = 0; author < this.#drawnAtMs.length; author++) {
      const drawn = this.#drawnAtMs[author].filter((_, sequence) => this.#counts(author, sequence)).length;
      this.#due += drawn * (this.#knownUpTo.length - (author < this.#knownUpTo.length ? 1 : 0));
    }
    this.latenciesMs.sort((a, b) => a - b);
    this.ackLatenciesMs.sort((a, b) => a - b);
  }

  get deliveredShare() {
    return this.latenciesMs.length / this.#due;
  }

  #counts(author, sequence) {
    const at = this.#drawnAtMs[author][sequence];
    return at >= this.#window[0] && at < this.#window[1];
  }
}

export const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
