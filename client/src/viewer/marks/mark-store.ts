import type { SlideBox } from '@parfocal/shared/geometry';
import RBush from 'ol/structs/RBush.js';
import type { AnnotationMark } from '../slide-viewer';
import { MarkEntry, sameShape } from './mark-entry';

type Extent = [number, number, number, number];

/** Few changes are taken one by one; for many, building the index afresh is quicker. */
const REBUILD_FROM = 500;

const extentOf = ({ minX, minY, maxX, maxY }: SlideBox): Extent => [minX, minY, maxX, maxY];

/** All annotations of the slide, found by id and by place. What did not change between two settings is kept as it is. */
export class MarkStore {
  private entries = new Map<string, MarkEntry>();
  private index = new RBush<MarkEntry>();
  private counted = 0;

  /** Another number after every change of what is to be seen. */
  get revision(): number {
    return this.counted;
  }

  /** Something outside changed what is to be seen, such as the selection. */
  touch(): void {
    this.counted++;
  }

  changedSince(revision: number): MarkEntry[] {
    return [...this.entries.values()].filter((entry) => entry.revision > revision);
  }

  get size(): number {
    return this.entries.size;
  }

  get(id: string): MarkEntry | undefined {
    return this.entries.get(id);
  }

  /** Takes over the annotations in their order, later ones on top. Tells whether anything changed. */
  set(marks: readonly AnnotationMark[]): boolean {
    const [before, next] = [this.entries, new Map<string, MarkEntry>()];
    const added: MarkEntry[] = [];
    const revision = this.counted + 1;
    let changed = false;
    for (const mark of marks) {
      const { annotation } = mark;
      const old = before.get(annotation.id);
      const order = next.size;
      if (old && sameShape(old.mark.annotation, annotation)) {
        if (old.colour !== mark.colour || old.casing !== mark.casing || old.caption !== mark.caption || old.mark.editable !== mark.editable) {
          old.revision = revision;
          changed = true;
        }
        changed ||= old.order !== order;
        old.mark = mark;
        old.order = order;
        next.set(annotation.id, old);
      } else {
        const entry = new MarkEntry(mark, order, revision);
        next.set(annotation.id, entry);
        added.push(entry);
      }
    }
    const removed = [...before.values()].filter((entry) => next.get(entry.id) !== entry);
    this.entries = next;
    this.reindex(added, removed);
    changed ||= added.length > 0 || removed.length > 0;
    if (changed) this.counted = revision;
    return changed;
  }

  /** What touches a box, undermost first. */
  within(box: SlideBox): MarkEntry[] {
    return this.index.getInExtent(extentOf(box)).sort((a, b) => a.order - b.order);
  }

  private reindex(added: readonly MarkEntry[], removed: readonly MarkEntry[]): void {
    if (added.length + removed.length < REBUILD_FROM) {
      for (const entry of removed) this.index.remove(entry);
      for (const entry of added) this.index.insert(extentOf(entry.box), entry);
      return;
    }
    this.index = new RBush<MarkEntry>();
    const all = [...this.entries.values()];
    this.index.load(all.map((entry) => extentOf(entry.box)), all);
  }
}
