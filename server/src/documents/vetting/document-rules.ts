import { ANNOTATIONS, COMMENTS } from '@parfocal/shared/annotation';
import type { Doc } from 'yjs';
import { AnnotationRules, type Drawable } from './annotation-rules.js';
import { CommentRules } from './comment-rules.js';
import type { EntryRules } from './entry-rules.js';

/** The root maps of a document. */
export const ROOTS: readonly string[] = [ANNOTATIONS, COMMENTS];

/** Says of a copy of a document which roots it has: Yjs learns it from who asks. */
export function withRoots(document: Doc): Doc {
  for (const root of ROOTS) document.getMap(root);
  return document;
}

/** What each root of a document may hold. */
export class DocumentRules {
  private readonly byRoot: ReadonlyMap<string, EntryRules>;

  constructor(drawable: Drawable, nowMs: () => number = Date.now) {
    this.byRoot = new Map<string, EntryRules>([[ANNOTATIONS, new AnnotationRules(drawable, nowMs)], [COMMENTS, new CommentRules(nowMs)]]);
  }

  /** The rules of one of {@link ROOTS}. */
  of(root: string): EntryRules {
    const rules = this.byRoot.get(root);
    if (!rules) throw new Error(`no root of a document: ${root}`);
    return rules;
  }
}
