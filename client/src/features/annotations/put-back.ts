import { addAnnotation, type Annotation, annotationsOf, changeAnnotation, differing, readAnnotation } from '@parfocal/shared/annotation';
import type * as Y from 'yjs';

/** Writes what an annotation once was anew; and without a lock: what is locked could not be taken back. */
export function putBack(document: Y.Doc, was: Annotation, origin: unknown): void {
  const now = readAnnotation(was.id, annotationsOf(document).get(was.id));
  if (!now) return addAnnotation(document, { ...was, isLocked: false }, origin);
  const change = differing({ ...was, isLocked: now.isLocked }, now);
  const isSame = Object.keys(change).length === 0;
  if (isSame && was.isLocked === now.isLocked) return;
  changeAnnotation(document, was.id, isSame ? { isLocked: was.isLocked } : { ...change, isLocked: false }, origin);
}
