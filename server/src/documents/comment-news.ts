import { type Comment, commentsOf, listComments, readComment } from '@parfocal/shared/annotation';
import type { DocumentName } from '@parfocal/shared/protocol';
import type * as Y from 'yjs';

/** What became of comments of a document, once it is on disk. */
export interface CommentNews {
  readonly name: DocumentName;
  /** As they are now. */
  readonly written: readonly Comment[];
  /** Ids of those that are gone. */
  readonly gone: readonly string[];
  /** All there are, of a document that was just read from its log; `gone` is empty then. */
  readonly isWhole: boolean;
}

/** Tells of the comments that lie in a document, and from then on of every change of them. Drawing costs it nothing. */
export function watchComments(name: DocumentName, document: Y.Doc, tell: (news: CommentNews) => void): void {
  const root = commentsOf(document);
  root.observeDeep((events) => {
    const ids = new Set(events.flatMap((event) => (event.path.length === 0 ? [...event.changes.keys.keys()] : [String(event.path[0])])));
    const written = [...ids].flatMap((id) => readComment(id, root.get(id)) ?? []);
    tell({ name, written, gone: [...ids].filter((id) => !root.has(id)), isWhole: false });
  });
  if (root.size > 0) tell({ name, written: listComments(document), gone: [], isWhole: true });
}
