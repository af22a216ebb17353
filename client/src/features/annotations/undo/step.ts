import { annotationsOf, differing, type EntryChange, type EntryFields, saidIn, sameValue } from '@parfocal/shared/annotation';
import * as Y from 'yjs';

/** What one change of one's own did: of each annotation the fields that differ, or all of one that came to be or went. */
export type Step = readonly EntryChange[];

/** Of a change between two states, what has to be remembered to take it back. */
export function remembered({ entry, before, after }: EntryChange): EntryChange {
  return before && after ? { entry, before: differing(before, after), after: differing(after, before) } : { entry, before, after };
}

export const reversed = (step: Step): Step => [...step].reverse().map(({ entry, before, after }) => ({ entry, before: after, after: before }));

/**
 * Does a step again in a document, as far as everything still is as it was before the step: nobody's later change,
 * and nothing that is locked or somebody else's, is touched. Returns what was done of it.
 */
export function applyStep(document: Y.Doc, step: Step, personId: string, origin: unknown): Step {
  const root = annotationsOf(document);
  const done: EntryChange[] = [];
  document.transact(() => {
    for (const change of step) {
      const applied = applyChange(root, change, personId);
      if (applied) done.push(applied);
    }
  }, origin);
  return done;
}

function applyChange(root: Y.Map<Y.Map<unknown>>, { entry, before, after }: EntryChange, personId: string): EntryChange | undefined {
  const fields = root.get(entry);
  if (!before) {
    if (fields || !after || after.author !== personId) return undefined;
    root.set(entry, new Y.Map(Object.entries(after)));
    return { entry, before, after };
  }
  if (!(fields instanceof Y.Map) || fields.get('author') !== personId) return undefined;
  const now = fields.toJSON() as EntryFields;
  const isLocked = now.isLocked === true;
  if (!after) {
    if (isLocked || Object.keys(differing(now, before)).length > 0) return undefined;
    root.delete(entry);
    return { entry, before, after };
  }
  const fit = Object.keys(after).filter((field) => sameValue(saidIn(now, field), before[field] ?? null) && (!isLocked || field === 'isLocked' || after.isLocked === false));
  if (fit.length === 0) return undefined;
  for (const field of fit) fields.set(field, after[field]);
  return { entry, before: picked(before, fit), after: picked(after, fit) };
}

const picked = (fields: EntryFields, names: readonly string[]): EntryFields => Object.fromEntries(names.map((name) => [name, fields[name]]));
