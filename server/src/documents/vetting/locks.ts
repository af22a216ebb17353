import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';

const LOCK = 'isLocked';

/**
 * Whether an update leaves alone what is locked: of a locked entry nothing may change but its lock. An update that opens the lock may
 * change the rest as well, since it may be all that its author did in an hour offline.
 */
export class Locks {
  /** Entries of which something else than the lock changes. */
  private readonly touched = new Set<Y.Item>();
  /** Entries that go, with all that is in them. */
  private readonly gone = new Set<Y.Item>();
  /** Entries that have a new lock, and whether the update may have opened it. */
  private readonly set = new Map<Y.Item, boolean>();
  /** Entries whose lock's value goes. */
  private readonly lifted = new Set<Y.Item>();
  private hasForgotten = false;

  writes(entry: Y.Item, name: string, content: Y.Item['content']): void {
    if (name !== LOCK) return void this.touched.add(entry);
    // A value that its author has forgotten already may have opened it.
    const opens = content instanceof Y.ContentDeleted || (content instanceof Y.ContentAny && content.arr.includes(false));
    this.set.set(entry, opens || this.set.get(entry) === true);
  }

  replaces(entry: Y.Item): void {
    this.gone.add(entry);
  }

  /** A struct of which only its number is left: it lay in an entry that is gone, and may have opened that one's lock. */
  forgets(): void {
    this.hasForgotten = true;
  }

  /** `item`: an entry or a field that is there, and goes. */
  deletes(item: Y.Item): void {
    const { parent, parentSub } = item;
    const entry = parent instanceof Y.AbstractType ? parent._item : null;
    if (!entry) this.gone.add(item);
    else if (parentSub === LOCK) this.lifted.add(entry);
    else this.touched.add(entry);
  }

  /** @throws DomainError `document.locked` */
  check(): void {
    for (const entry of this.touched) if (!this.gone.has(entry) && !(this.set.get(entry) ?? this.lifted.has(entry))) requireOpen(entry);
    for (const entry of this.gone) if (!this.hasForgotten && this.set.get(entry) !== true) requireOpen(entry);
  }
}

function requireOpen(entry: Y.Item): void {
  if (isLocked(entry)) throw new DomainError('document.locked', 'locked');
}

/** Also asked of entries that are not in any document yet, and so without Yjs's own words for it. */
function isLocked({ deleted, content }: Y.Item): boolean {
  const lock = !deleted && content instanceof Y.ContentType && content.type._map.get(LOCK);
  return lock instanceof Y.Item && !lock.deleted && lock.content instanceof Y.ContentAny && lock.content.arr.at(-1) === true;
}
