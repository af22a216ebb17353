import * as Y from 'yjs';
import { ABSENT } from './annotation.js';

/** The fields of an entry of a document, as they lie there. */
export type EntryFields = Readonly<Record<string, unknown>>;

/** What a transaction did to one entry. Nothing before: it came to be; nothing after: it is gone. */
export interface EntryChange {
  readonly entry: string;
  readonly before: EntryFields | null;
  readonly after: EntryFields | null;
}

/**
 * What a transaction did to the entries of a root map, from the events of `observeDeep`; to be asked while they are
 * told, since what was deleted is forgotten afterwards. What came and went within it is left out.
 */
export function entryChanges<T>(root: Y.Map<T>, events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): EntryChange[] {
  return events.flatMap((event) => {
    if (event.path.length === 0) {
      const touched = [...event.changes.keys].map(([entry, { oldValue }]) => ({ entry, before: fieldsOf(oldValue, event.transaction), after: fieldsOf(root.get(entry)) }));
      return touched.filter(({ before, after }) => before ?? after);
    }
    const after = fieldsOf(event.target);
    return after ? [{ entry: String(event.path[0]), before: beforeOf(after, event), after }] : [];
  });
}

function beforeOf(after: EntryFields, { changes }: Y.YEvent<Y.AbstractType<unknown>>): EntryFields {
  const before: Record<string, unknown> = { ...after };
  for (const [field, { action, oldValue }] of changes.keys) {
    if (action === 'add') delete before[field];
    else before[field] = oldValue;
  }
  return before;
}

/** Before a transaction also of an entry that it deleted: what it put over an older value lies to the right of that. */
function fieldsOf(entry: unknown, before?: Y.Transaction): EntryFields | null {
  if (!(entry instanceof Y.Map)) return null;
  const fields: Record<string, unknown> = {};
  for (const [field, newest] of entry._map) {
    let item: Y.Item | null = newest;
    while (item && before && isOf(before, item)) item = item.left;
    if (item?.content instanceof Y.ContentAny) fields[field] = item.content.arr.at(-1);
  }
  return Object.keys(fields).length > 0 ? fields : null;
}

const isOf = ({ beforeState }: Y.Transaction, { id: { client, clock } }: Y.Item): boolean => clock >= (beforeState.get(client) ?? 0);

const said: EntryFields = ABSENT;

/** What a field says, also where it is absent; `null` for one that has to be there and is not. */
export const saidIn = (fields: EntryFields, field: string): unknown => fields[field] ?? said[field] ?? null;

/** What the fields say in `from` that say something else in `to`. */
export function differing(from: EntryFields, to: EntryFields): EntryFields {
  const differ = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((field) => !sameValue(saidIn(from, field), saidIn(to, field)));
  return Object.fromEntries(differ.map((field) => [field, saidIn(from, field)]));
}

/** Values of fields are plain, or lists of plain ones. */
export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, i) => value === b[i]));
