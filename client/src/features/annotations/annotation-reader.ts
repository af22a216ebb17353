import { type Annotation, annotationsOf, isLiving, readAnnotation } from '@parfocal/shared/annotation';
import type * as Y from 'yjs';
import { withChanges } from './age-order';

/** Changes of so many at once are read at once: what a hand did shows in the same moment. */
const AT_ONCE = 200;
/** Reading holds the page up for no longer than this, then lets it breathe. */
const SLICE_MS = 8;
/** Of many changes, the list is told anew only so often: all who read it read all of it. The longer it is, the longer it waits. */
const TELL_INTERVAL_MS = 150;
const TOLD_A_MS = 50;

/**
 * A document's annotations as plain values, in the order of their age, without those in the bin.
 *
 * Only what an event names is read again, and only its place in the list is looked for. Many at once (a document of a
 * hundred thousand, or an import) are read in slices, so that the page goes on; the list grows meanwhile, the longer it
 * is the more at once.
 */
export class AnnotationReader {
  private readonly root: Y.Map<Y.Map<unknown>>;
  private readonly byId = new Map<string, Annotation>();
  private readonly unread = new Set<string>();
  private list: readonly Annotation[] = [];
  /** Read since the list was told, and what of the list that took the place of. */
  private come = new Set<Annotation>();
  private gone = new Set<Annotation>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private toldAtMs = -Infinity;

  /** `tell` is called at once with what could be read in a first slice. */
  constructor(doc: Y.Doc, private readonly tell: (list: readonly Annotation[]) => void) {
    this.root = annotationsOf(doc);
    for (const id of this.root.keys()) this.unread.add(id);
    this.root.observeDeep(this.onChange);
    this.readSlice();
    this.publish();
  }

  dispose(): void {
    this.root.unobserveDeep(this.onChange);
    clearTimeout(this.timer);
    clearTimeout(this.telling);
  }

  private readonly onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    const named = new Set<string>();
    for (const event of events) {
      if (event.path.length > 0) named.add(String(event.path[0]));
      else for (const id of event.changes.keys.keys()) named.add(id);
    }
    if (named.size > AT_ONCE) {
      for (const id of named) this.unread.add(id);
      this.readSlice();
      this.publishInTurn();
    } else {
      for (const id of named) this.read(id);
      this.publish();
    }
  };

  private readSlice(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const untilMs = performance.now() + SLICE_MS;
    for (const id of this.unread) {
      this.read(id);
      if (this.unread.size > AT_ONCE && performance.now() >= untilMs) break;
    }
    if (this.unread.size > 0) this.timer = setTimeout(this.goOn);
  }

  private readonly goOn = (): void => {
    this.readSlice();
    this.publishInTurn();
  };

  private publishInTurn(): void {
    const inMs = this.toldAtMs + Math.max(TELL_INTERVAL_MS, this.list.length / TOLD_A_MS) - performance.now();
    if (inMs <= 0) this.publish();
    else this.telling ??= setTimeout(this.publish, inMs);
  }

  private read(id: string): void {
    this.unread.delete(id);
    const before = this.byId.get(id);
    if (before && !this.come.delete(before)) this.gone.add(before);
    const annotation = readAnnotation(id, this.root.get(id));
    if (!annotation || !isLiving(annotation)) return void this.byId.delete(id);
    this.byId.set(id, annotation);
    this.come.add(annotation);
  }

  private readonly publish = (): void => {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.list = withChanges(this.list, this.gone, [...this.come]);
    this.come = new Set();
    this.gone = new Set();
    this.toldAtMs = performance.now();
    this.tell(this.list);
  };
}
