import type { SlideBox } from '@parfocal/shared/geometry';
import RBush from 'ol/structs/RBush.js';
import { sameEnds } from '@/lib';
import { Listeners } from '../listeners';
import type { AnnotationMark } from '../slide-viewer';
import { MarkEntry, sameShape } from './mark-entry';
import { RecentChanges } from './recent-changes';

type Extent = [number, number, number, number];

/** Beyond this share of what stays, taking entries out of the index one by one is slower than making it anew. */
const REBUILD_SHARE = 0.2;

const extentOf = ({ minX, minY, maxX, maxY }: SlideBox): Extent => [minX, minY, maxX, maxY];

/** All annotations of the slide, found by id and by place. What did not change between two settings is kept as it is. */
export class MarkStore {
  /** Entries that look different now, or lie there no more. */
  readonly changed = new Listeners<[entries: readonly MarkEntry[]]>();
  private readonly entries = new Map<string, MarkEntry>();
  private marks: readonly AnnotationMark[] = [];
  /** The entries of `marks`, in the same order. */
  private ordered: MarkEntry[] = [];
  private index = new RBush<MarkEntry>();
  private readonly recent = new RecentChanges<MarkEntry>();
  private counted = 0;

  /** Another number after every change of what is to be seen. */
  get revision(): number {
    return this.counted;
  }

  /** Something outside changed how these are to be seen, such as the selection. */
  touch(...entries: readonly MarkEntry[]): void {
    this.counted++;
    this.note(entries.filter((entry) => this.entries.get(entry.id) === entry), entries);
  }

  /** What is here and changed since; nothing if that is too much to tell. */
  changedSince(revision: number): readonly MarkEntry[] | undefined {
    return this.recent.since(revision)?.filter((entry) => this.entries.get(entry.id) === entry);
  }

  get size(): number {
    return this.ordered.length;
  }

  get(id: string): MarkEntry | undefined {
    return this.entries.get(id);
  }

  /**
   * Takes over the annotations in their order, later ones on top. Tells whether anything changed. Marks that are the very
   * same objects at both ends of the list as before are not looked at: one change costs one mark, also among 100,000.
   */
  set(marks: readonly AnnotationMark[]): boolean {
    const { head, tail } = sameEnds(this.marks, marks);
    const leaving = new Map(this.ordered.slice(head, this.ordered.length - tail).map((entry) => [entry.id, entry]));
    const revision = this.counted + 1;
    const added: MarkEntry[] = [];
    const restyled: MarkEntry[] = [];
    let isReordered = false;
    let lastOrder = -1;
    const middle = marks.slice(head, marks.length - tail).map((mark, i) => {
      const old = leaving.get(mark.annotation.id);
      if (!old || !sameShape(old.mark.annotation, mark.annotation)) {
        const entry = new MarkEntry(mark, head + i, revision);
        added.push(entry);
        return entry;
      }
      leaving.delete(old.id);
      if (looksDifferent(old.mark, mark)) restyled.push(old);
      isReordered ||= old.order < lastOrder;
      lastOrder = old.order;
      old.mark = mark;
      return old;
    });
    this.marks = marks;
    this.ordered = this.ordered.slice(0, head).concat(middle, this.ordered.slice(this.ordered.length - tail));
    for (let i = head; i < this.ordered.length; i++) this.ordered[i]!.order = i;
    const removed = [...leaving.values()];
    this.reindex(added, removed);
    if (added.length + removed.length + restyled.length === 0 && !isReordered) return false;
    this.counted = revision;
    const come = added.concat(restyled);
    this.note(come, isReordered ? this.ordered : come.concat(removed));
    return true;
  }

  /** What touches a box, undermost first. */
  within(box: SlideBox): MarkEntry[] {
    return this.index.getInExtent(extentOf(box)).sort((a, b) => a.order - b.order);
  }

  /** How many touch a box. */
  countWithin(box: SlideBox): number {
    return this.index.getInExtent(extentOf(box)).length;
  }

  private note(come: readonly MarkEntry[], changed: readonly MarkEntry[]): void {
    for (const entry of come) entry.revision = this.counted;
    this.recent.note(come, this.counted);
    this.changed.tell(changed);
  }

  private reindex(added: readonly MarkEntry[], removed: readonly MarkEntry[]): void {
    for (const { id } of removed) this.entries.delete(id);
    for (const entry of added) this.entries.set(entry.id, entry);
    if (removed.length > REBUILD_SHARE * this.ordered.length) {
      this.index = new RBush<MarkEntry>();
      this.load(this.ordered);
      return;
    }
    for (const entry of removed) this.index.remove(entry);
    if (added.length === 1) this.index.insert(extentOf(added[0]!.box), added[0]!);
    else if (added.length > 0) this.load(added);
  }

  /** Many at once are packed among themselves and then hung into the tree. */
  private load(entries: readonly MarkEntry[]): void {
    this.index.load(entries.map((entry) => extentOf(entry.box)), [...entries]);
  }
}

const looksDifferent = (a: AnnotationMark, b: AnnotationMark): boolean =>
  a.colour !== b.colour || a.casing !== b.casing || a.caption !== b.caption || a.editable !== b.editable;
