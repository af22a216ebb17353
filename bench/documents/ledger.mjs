/** What was drawn when, when each probe saw it, and when its author was told that it is on disk. */
export class Ledger {
  #drawnAtMs;
  #seen;
  #window = [Infinity, Infinity];
  latenciesMs = [];
  ackLatenciesMs = [];
  #due = 0;

  constructor(people, probes) {
    this.#drawnAtMs = Array.from({ length: people }, () => []);
    this.#seen = Array.from({ length: probes }, () => new Set());
  }

  /** Counts what is drawn between these two moments. */
  window(fromMs, untilMs) {
    this.#window = [fromMs, untilMs];
  }

  /** Returns the number that the change has to carry. */
  draw(author, nowMs) {
    return this.#drawnAtMs[author].push(nowMs) - 1;
  }

  /** A merged frame may bring a number twice; the first time counts. */
  see(probe, author, sequence, nowMs) {
    const key = author * 1e9 + sequence;
    if (this.#seen[probe].has(key)) return;
    this.#seen[probe].add(key);
    if (this.#counts(author, sequence)) this.latenciesMs.push(nowMs - this.#drawnAtMs[author][sequence]);
  }

  acknowledge(author, sequence, nowMs) {
    if (this.#counts(author, sequence)) this.ackLatenciesMs.push(nowMs - this.#drawnAtMs[author][sequence]);
  }

  /** Nothing after this counts. */
  close() {
    for (let author = 0; author < this.#drawnAtMs.length; author++) {
      const drawn = this.#drawnAtMs[author].filter((_, sequence) => this.#counts(author, sequence)).length;
      this.#due += drawn * (this.#seen.length - (author < this.#seen.length ? 1 : 0));
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
