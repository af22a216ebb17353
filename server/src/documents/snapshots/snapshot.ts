/** What the database says of a snapshot, without its bytes. */
export interface SnapshotHead {
  /** Of the last row of the log that it holds. */
  readonly seq: number;
  /** When it was stored; milliseconds since 1970. */
  readonly at: number;
  readonly generation: number;
  /** Parts of that generation that belong to it, and how many it began with. */
  readonly parts: number;
  readonly whole: number;
}

export interface Snapshot {
  readonly head: SnapshotHead;
  /** Updates, each of which builds on those before it. */
  readonly pieces: readonly Uint8Array[];
}

/** What is to take the place of a snapshot and of the rows after it, up to and with `seq`. */
export interface NextSnapshot {
  readonly seq: number;
  /** They follow the parts that there are, or else take their place. */
  readonly isAdded: boolean;
  readonly pieces: readonly Uint8Array[];
}

/**
 * Whether so many new pieces may follow what is stored, or all is to be written anew: what was replaced or deleted since
 * lies in the old ones. Writing anew whenever they have doubled costs, over time, about as much as writing each once.
 */
export function mayFollow(head: SnapshotHead | undefined, pieces: number): boolean {
  return head !== undefined && head.whole > 0 && head.parts + pieces <= 2 * head.whole;
}
