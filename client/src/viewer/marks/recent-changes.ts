/** More than this is not kept: whoever is so far behind has to look at everything anyway. */
const KEPT = 400;

/** What changed lately, newest last, by a number that grows. */
export class RecentChanges<T> {
  private changes: { readonly item: T; readonly revision: number }[] = [];
  /** All that changed after this revision is known. */
  private from = 0;

  note(items: readonly T[], revision: number): void {
    if (items.length > KEPT) {
      this.changes = [];
      this.from = revision;
      return;
    }
    for (const item of items) this.changes.push({ item, revision });
    const dropped = this.changes.splice(0, Math.max(0, this.changes.length - KEPT));
    this.from = dropped.at(-1)?.revision ?? this.from;
  }

  /** Each once; nothing if not all of it is known. */
  since(revision: number): readonly T[] | undefined {
    if (revision < this.from) return undefined;
    const found = new Set<T>();
    for (let i = this.changes.length - 1; i >= 0 && this.changes[i]!.revision > revision; i--) found.add(this.changes[i]!.item);
    return [...found];
  }
}
