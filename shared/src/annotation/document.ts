import * as Y from 'yjs';
import { Annotation, type AnnotationChange } from './annotation.js';

/**
 * The schema of a slide's document: one root map `annotations`, id to a map of the annotation's fields. Fields are
 * plain values, so that two people who change different fields of one annotation both keep their change.
 */
export const ANNOTATIONS = 'annotations';

export type AnnotationFields = Y.Map<unknown>;

export const annotationsOf = (document: Y.Doc): Y.Map<AnnotationFields> => document.getMap(ANNOTATIONS);

/** Reads one annotation; `undefined` if what lies there is none (it was merged from a newer schema, say). */
export function readAnnotation(id: string, fields: unknown): Annotation | undefined {
  if (!(fields instanceof Y.Map)) return undefined;
  return Annotation.safeParse({ ...fields.toJSON(), id }).data;
}

export function listAnnotations(document: Y.Doc): Annotation[] {
  const annotations: Annotation[] = [];
  for (const [id, fields] of annotationsOf(document)) {
    const annotation = readAnnotation(id, fields);
    if (annotation) annotations.push(annotation);
  }
  return annotations;
}

/** `origin` names who changed the document, for undo. */
export function addAnnotation(document: Y.Doc, { id, ...fields }: Annotation, origin: unknown): void {
  document.transact(() => annotationsOf(document).set(id, new Y.Map(Object.entries(fields))), origin);
}

/** Changes nothing if the annotation is gone: its deletion wins. */
export function changeAnnotation(document: Y.Doc, id: string, change: AnnotationChange, origin: unknown): void {
  const fields = annotationsOf(document).get(id);
  if (!fields) return;
  document.transact(() => {
    for (const [name, value] of Object.entries(change)) fields.set(name, value);
  }, origin);
}

export function removeAnnotation(document: Y.Doc, id: string, origin: unknown): void {
  document.transact(() => annotationsOf(document).delete(id), origin);
}
