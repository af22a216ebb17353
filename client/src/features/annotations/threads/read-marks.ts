/** Threads remembered as read; of more, those that were read first are forgotten. */
const REMEMBERED = 2_000;

/**
 * How much of each thread a person has read, in this browser: the number of colleagues' comments that were shown. Clocks
 * of colleagues differ, so their times would not say it.
 */
export class ReadMarks {
  private readonly key: string;
  private readonly read: Map<string, number>;

  constructor(personId: string, private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = reachable()) {
    this.key = `parfocal:threads-read:${personId}`;
    this.read = parsed(this.storage?.getItem(this.key) ?? null);
  }

  of(annotation: string): number {
    return this.read.get(annotation) ?? 0;
  }

  /** Tells whether that was news. */
  set(annotation: string, count: number): boolean {
    if (this.of(annotation) === count) return false;
    this.read.delete(annotation);
    this.read.set(annotation, count);
    if (this.read.size > REMEMBERED) this.read.delete(this.read.keys().next().value!);
    try {
      this.storage?.setItem(this.key, JSON.stringify([...this.read]));
    } catch {
      return true; // storage full: remembered as long as the page lives
    }
    return true;
  }
}

function parsed(raw: string | null): Map<string, number> {
  try {
    const list: unknown = JSON.parse(raw ?? '[]');
    if (!Array.isArray(list)) return new Map();
    return new Map(list.filter((one): one is [string, number] => Array.isArray(one) && typeof one[0] === 'string' && Number.isInteger(one[1])).slice(0, REMEMBERED));
  } catch {
    return new Map(); // not ours
  }
}

function reachable(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // denied: remembered as long as the page lives
  }
}
