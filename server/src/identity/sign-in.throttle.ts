/** Failures after which a name, or an address, has to wait. */
const FAILURES_PER_NAME = 5;
const FAILURES_PER_ADDRESS = 30;
const WINDOW_MS = 15 * 60_000;
const REMEMBERED = 10_000;

interface Failures {
  count: number;
  sinceMs: number;
}

/** Slows down guessing: after five wrong passwords a name is refused for fifteen minutes, whoever asks. */
export class SignInThrottle {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly nowMs: () => number = Date.now) {}

  isBlocked(name: string, address: string): boolean {
    return this.count(`name ${name}`) >= FAILURES_PER_NAME || this.count(`address ${address}`) >= FAILURES_PER_ADDRESS;
  }

  failed(name: string, address: string): void {
    this.add(`name ${name}`);
    this.add(`address ${address}`);
  }

  /**
   * Clears the name, and of the address takes back this one attempt alone: a whole hospital may come from one address,
   * but one good account must not buy guesses at others.
   */
  succeeded(name: string, address: string): void {
    this.failures.delete(`name ${name}`);
    const attempts = this.failures.get(`address ${address}`);
    if (attempts) attempts.count -= 1;
  }

  /** Neither right nor wrong: it could not be looked at. */
  withdrawn(name: string, address: string): void {
    for (const key of [`name ${name}`, `address ${address}`]) {
      const attempts = this.failures.get(key);
      if (attempts) attempts.count -= 1;
    }
  }

  private count(key: string): number {
    const known = this.failures.get(key);
    if (!known) return 0;
    if (this.nowMs() - known.sinceMs < WINDOW_MS) return known.count;
    this.failures.delete(key);
    return 0;
  }

  private add(key: string): void {
    const count = this.count(key) + 1;
    const sinceMs = this.failures.get(key)?.sinceMs ?? this.nowMs();
    if (count === 1 && this.failures.size >= REMEMBERED) this.failures.delete(this.failures.keys().next().value!);
    this.failures.set(key, { count, sinceMs });
  }
}
