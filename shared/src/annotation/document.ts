import * as Y from 'yjs';
import { ABSENT, Annotation, type AnnotationChange, isLiving, type StoredAnnotation } from './annotation.js';

/**
 * The schema of a slide's document: two root maps, `annotations` and `comments` (`comments.ts`), each id to a map of
 * its entry's fields. Fields are plain values, so that two people who change different fields of one annotation both keep their change.
 */
export const ANNOTATIONS = 'annotations';

export type AnnotationFields = Y.Map<unknown>;

export const annotationsOf = (document: Y.Doc): Y.Map<AnnotationFields> => document.getMap(ANNOTATIONS);

/** Reads one annotation; `undefined` if what lies there is none (it was merged from a newer schema, say). */
export function readAnnotation(id: string, fields: unknown): Annotation | undefined {
  if (!(fields instanceof Y.Map)) return undefined;
  return Annotation.safeParse({ ...fields.toJSON(), id }).data;
}

/** `which`: those on the slide, those in the bin, or both. */
export function listAnnotations(document: Y.Doc, which: 'living' | 'binned' | 'all' = 'living'): Annotation[] {
  const annotations: Annotation[] = [];
  for (const [id, fields] of annotationsOf(document)) {
    const annotation = readAnnotation(id, fields);
    if (annotation && (which === 'all' || isLiving(annotation) === (which === 'living'))) annotations.push(annotation);
  }
  return annotations;
}

/** `origin` names who changed the document, for undo. What says nothing is not written. */
export function addAnnotation(document: Y.Doc, { id, ...fields }: StoredAnnotation, origin: unknown): void {
  const said = Object.entries(fields).filter(([name, value]) => value !== undefined && (ABSENT as Record<string, unknown>)[name] !== value);
  document.transact(() => annotationsOf(document).set(id, new Y.Map(said)), origin);
}

/** Changes nothing if the annotation is gone: its deletion wins. */
export function changeAnnotation(document: Y.Doc, id: string, change: AnnotationChange, origin: unknown): void {
  const fields = annotationsOf(document).get(id);
  if (!fields) return;
  document.transact(() => {
    for (const [name, value] of Object.entries(change)) fields.set(name, value);
  }, origin);
}

/** Into the bin, from where its author can take it out again. */
export function binAnnotation(document: Y.Doc, id: string, atMs: number, origin: unknown): void {
  changeAnnotation(document, id, { deletedAt: atMs }, origin);
}

export function unbinAnnotation(document: Y.Doc, id: string, origin: unknown): void {
  changeAnnotation(document, id, { deletedAt: null }, origin);
}

/** For good: what moved to another layer, or what an undo takes back. */
export function removeAnnotation(document: Y.Doc, id: string, origin: unknown): void {
  document.transact(() => annotationsOf(document).delete(id), origin);
}
