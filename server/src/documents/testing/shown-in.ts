import { annotationsOf, commentsOf } from '@parfocal/shared/annotation';
import type * as Y from 'yjs';

/** What a copy of a document shows. */
export const shownIn = (document: Y.Doc): object => ({ annotations: annotationsOf(document).toJSON() as object, comments: commentsOf(document).toJSON() as object });
