import { Annotation, Comment } from '@parfocal/shared/annotation';
import type { HistoryItem } from '@parfocal/shared/api';

type Fields = Readonly<Record<string, unknown>>;

/** An annotation as a row of history has it; `undefined` for a remark, and for what an older schema made otherwise. */
export const versionOf = ({ subject, entry, state }: HistoryItem): Annotation | undefined => (subject === 'annotation' ? annotationOf(entry, state) : undefined);

/** What it was before that row; `undefined` if it did not exist. */
export const versionBefore = ({ subject, entry, state, was }: HistoryItem): Annotation | undefined =>
  subject === 'annotation' && was ? annotationOf(entry, { ...state, ...was }) : undefined;

/** What is `null` says nothing: it was absent. */
const annotationOf = (id: string, fields: Fields): Annotation | undefined =>
  Annotation.safeParse({ ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)), id }).data;

/** A remark as a row of history has it; `undefined` for an annotation, and for the word that settles a thread. */
export function remarkOf({ subject, entry, state }: HistoryItem): Comment | undefined {
  const remark = subject === 'comment' ? Comment.safeParse({ ...state, id: entry }).data : undefined;
  return remark?.kind === 'remark' ? remark : undefined;
}

/** The fields that a row changed, for words. */
export const changedFields = ({ was }: HistoryItem): readonly string[] => Object.keys(was ?? {});

export interface AsItWas {
  /** One's own annotations as they were then. */
  readonly putBack: readonly Annotation[];
  /** Ids of one's own that did not exist yet. */
  readonly notYet: readonly string[];
}

/** What one person's annotations were after a row, walked back from the present; `items`: the time line, the newest first, down to that row. */
export function asItWas(items: readonly HistoryItem[], place: string, personId: string): AsItWas {
  const then = new Map<string, Annotation | undefined>();
  const isUnreadable = new Set<string>();
  for (const item of items) {
    if (item.place === place) break;
    if (item.subject !== 'annotation' || item.personId !== personId) continue;
    const before = versionBefore(item);
    then.set(item.entry, before);
    if (item.was && !before) isUnreadable.add(item.entry);
    else isUnreadable.delete(item.entry);
  }
  const known = [...then].filter(([entry]) => !isUnreadable.has(entry));
  return { putBack: known.flatMap(([, annotation]) => annotation ?? []), notYet: known.flatMap(([entry, annotation]) => (annotation ? [] : [entry])) };
}
