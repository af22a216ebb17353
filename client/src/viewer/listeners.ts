import type { Unsubscribe } from './slide-viewer';

/** Those who want to hear of one thing. */
export class Listeners<A extends unknown[]> {
  private readonly all = new Set<(...args: A) => void>();

  /** One function may listen several times, and ends each listening by itself. */
  add(listener: (...args: A) => void): Unsubscribe {
    const own = (...args: A): void => listener(...args);
    this.all.add(own);
    return () => this.all.delete(own);
  }

  tell(...args: A): void {
    for (const listener of [...this.all]) listener(...args);
  }

  clear(): void {
    this.all.clear();
  }
}
