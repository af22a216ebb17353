/** Two ticks: by then a position that was merged away must have been replaced by a newer one. */
export const DELIVERED_WITHIN_MS = 66;

/**
 * What was sent, when, and when each probe knew of it.
 *
 * A position counts as known to a probe from the moment that it, or a newer one of the same sender, arrived: with that it has
 * nothing left to say. It counts as delivered if that took at most {@link DELIVERED_WITHIN_MS}.
 */
export class Ledger {
  #sentAtMs;
  #knownUpTo;
  #fromMs = Infinity;
  #untilMs = Infinity;
  latenciesMs = [];
  late = 0;

  constructor(people, probes) {
    this.#sentAtMs = Array.from({ length: people }, () => []);
    this.#knownUpTo = Array.from({ length: probes }, () => new Int32Array(people).fill(-1));
  }

  /** Counts what is sent between these two moments. */
  window(fromMs, untilMs) {
    [this.#fromMs, this.#untilMs] = [fromMs, untilMs];
  }

  /** Returns the number that the position has to carry. */
  send(sender, nowMs) {
    return this.#sentAtMs[sender].push(nowMs) - 1;
  }

  arrive(probe, sender, sequence, nowMs) {
    const known = this.#knownUpTo[probe];
    for (let at = known[sender] + 1; at <= sequence; at++) this.#count(this.#sentAtMs[sender][at], nowMs);
    if (sequence > known[sender]) known[sender] = sequence;
  }

  /** What never arrived is as late as the end of the run says; sorts. */
  close(probeOf, nowMs) {
    this.#knownUpTo.forEach((known, probe) => known.forEach((last, sender) => {
      if (sender !== probeOf(probe)) this.arrive(probe, sender, this.#sentAtMs[sender].length - 1, nowMs);
    }));
    this.latenciesMs.sort((a, b) => a - b);
  }

  percentile(share) {
    return this.latenciesMs[Math.min(this.latenciesMs.length - 1, Math.floor(this.latenciesMs.length * share))] ?? NaN;
  }

  get deliveredShare() {
    return 1 - this.late / this.latenciesMs.length;
  }

  #count(sentAtMs, nowMs) {
    if (sentAtMs < this.#fromMs || sentAtMs >= this.#untilMs) return;
    const latencyMs = nowMs - sentAtMs;
    this.latenciesMs.push(latencyMs);
    if (latencyMs > DELIVERED_WITHIN_MS) this.late += 1;
  }
}
