import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';
import { ROOTS } from './document-rules.js';
import type { ClientStructs } from './incoming-update.js';

/** Where in the document a new struct will lie. */
export type Place =
  /** A value of a root map: an annotation or comment, or what is left of one. */
  | { readonly kind: 'entry'; readonly root: string; readonly id: string }
  /** A field of the annotation or comment that `entry` holds. */
  | { readonly kind: 'field'; readonly root: string; readonly entry: Y.Item; readonly name: string }
  /** Under something that was deleted for good: Yjs keeps its number and nothing else. */
  | { readonly kind: 'nowhere' };

const NOWHERE: Place = { kind: 'nowhere' };

/** Refuses what Yjs would throw at, keep aside for later, or hang into the wrong place. */
export class Placing {
  private readonly roots: ReadonlyMap<unknown, string>;
  private readonly places = new Map<Y.Item | Y.GC, Place>();
  /** How far each group is placed. */
  private readonly reached = new Map<number, number>();

  constructor(
    private readonly document: Y.Doc,
    private readonly groups: readonly ClientStructs[],
  ) {
    this.roots = new Map(ROOTS.map((root) => [document.getMap(root), root]));
  }

  /**
   * Every new item with its place, each after those it builds on.
   *
   * @throws DomainError `document.gap` where they build on something unknown or on each other; `document.malformed`
   */
  all(): ReadonlyMap<Y.Item | Y.GC, Place> {
    const waiting = this.groups.map(({ structs }) => ({ structs, next: 0 }));
    for (let moved = true; moved; ) {
      moved = false;
      for (const group of waiting) {
        for (let struct = group.structs[group.next]; struct && this.isReady(struct); struct = group.structs[++group.next]) {
          this.places.set(struct, struct instanceof Y.Item ? this.placeOf(struct) : NOWHERE);
          this.reached.set(struct.id.client, struct.id.clock + struct.length);
          moved = true;
        }
      }
    }
    if (waiting.some(({ structs, next }) => next < structs.length)) throw new DomainError('document.gap', 'builds on something unknown');
    return this.places;
  }

  private isReady(struct: Y.Item | Y.GC): boolean {
    if (!(struct instanceof Y.Item)) return true;
    const { origin, parent } = struct;
    return this.has(origin) && (!(parent instanceof Y.ID) || this.has(parent));
  }

  private has(id: Y.ID | null): boolean {
    return id === null || id.clock < (this.reached.get(id.client) ?? Y.getState(this.document.store, id.client));
  }

  private placeOf(item: Y.Item): Place {
    // Only lists have something to their right; a map's newest value is its last.
    if (item.rightOrigin !== null) throw new DomainError('document.malformed', 'a list');
    if (item.origin) return this.placeAt(item.origin);
    // Decoded items name a root by a string, where integrated ones hold the type.
    const parent: unknown = item.parent;
    if (item.parentSub === null) throw new DomainError('document.malformed', 'a list');
    if (parent instanceof Y.ID) return this.placeUnder(parent, item.parentSub);
    const root = ROOTS.find((name) => name === parent);
    if (root === undefined) throw new DomainError('document.malformed', 'another root');
    return { kind: 'entry', root, id: item.parentSub };
  }

  /** The place of what was there before: a newer value of a key lies where the older one does. */
  private placeAt(id: Y.ID): Place {
    const struct = this.find(id);
    return this.places.get(struct) ?? (struct instanceof Y.Item ? this.placeOfStored(struct) : NOWHERE);
  }

  private placeUnder(id: Y.ID, name: string): Place {
    const entry = this.find(id);
    if (!(entry instanceof Y.Item) || entry.content instanceof Y.ContentDeleted) return NOWHERE;
    const place = this.placeAt(id);
    if (!(entry.content instanceof Y.ContentType) || place.kind === 'field') throw new DomainError('document.malformed', 'too deep');
    return place.kind === 'nowhere' ? NOWHERE : { kind: 'field', root: place.root, entry, name };
  }

  private placeOfStored({ parent, parentSub }: Y.Item): Place {
    if (!(parent instanceof Y.AbstractType) || parentSub === null) return NOWHERE;
    const root = this.roots.get(parent);
    if (root !== undefined) return { kind: 'entry', root, id: parentSub };
    const entry = parent._item;
    const rootOfEntry = entry ? this.roots.get(entry.parent) : undefined;
    return entry && rootOfEntry !== undefined ? { kind: 'field', root: rootOfEntry, entry, name: parentSub } : NOWHERE;
  }

  private find(id: Y.ID): Y.Item | Y.GC {
    const stored = this.document.store.clients.get(id.client);
    if (stored && id.clock < Y.getState(this.document.store, id.client)) return stored[Y.findIndexSS(stored, id.clock)]!;
    const incoming = this.groups.find(({ client }) => client === id.client)!.structs as (Y.Item | Y.GC)[];
    return incoming[Y.findIndexSS(incoming, id.clock)]!;
  }
}
