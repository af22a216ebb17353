import * as Y from 'yjs';
import * as z from 'zod';

/** The second root map of a slide's document: uuid to a comment's fields. */
export const COMMENTS = 'comments';

export const COMMENT_MAX = 4_000;
export const MENTIONS_MAX = 20;

/** A remark, or the word that settles a thread or opens it again, which may say why. */
export const CommentKind = z.enum(['remark', 'resolve', 'reopen']);
export type CommentKind = z.infer<typeof CommentKind>;

/** One contribution to the talk about an annotation. A thread is the comments of one annotation, by their time. */
export const Comment = z
  .strictObject({
    id: z.uuid(),
    /** Id of the annotation it is about; it may be gone meanwhile. */
    annotation: z.uuid(),
    /** Id of the person who wrote it; the server compares it with the connection (SPEC D6). */
    author: z.uuid(),
    /** Milliseconds since 1970, by the author's clock. */
    createdAt: z.int().min(0).max(8.64e15),
    kind: CommentKind,
    text: z.string().max(COMMENT_MAX),
    /** Ids of people it calls. */
    mentions: z.array(z.uuid()).max(MENTIONS_MAX),
  })
  .refine(({ kind, text }) => kind !== 'remark' || text.trim() !== '', { path: ['text'], message: 'a remark that says nothing' });
export type Comment = z.infer<typeof Comment>;

/** What its author may still change. */
export type CommentChange = Partial<Pick<Comment, 'text' | 'mentions'>>;

/** Fields that never change after it was written. */
export const FIXED_COMMENT_FIELDS = ['annotation', 'author', 'createdAt', 'kind'] as const;

export type CommentFields = Y.Map<unknown>;

export const commentsOf = (document: Y.Doc): Y.Map<CommentFields> => document.getMap(COMMENTS);

/** Reads one comment; `undefined` if what lies there is none. */
export function readComment(id: string, fields: unknown): Comment | undefined {
  if (!(fields instanceof Y.Map)) return undefined;
  return Comment.safeParse({ ...fields.toJSON(), id }).data;
}

/** All comments, or those of one annotation, the oldest first. */
export function listComments(document: Y.Doc, annotation?: string): Comment[] {
  const comments: Comment[] = [];
  for (const [id, fields] of commentsOf(document)) {
    // Before it is read: a slide may hold thousands, and a thread a handful.
    if (annotation !== undefined && (!(fields instanceof Y.Map) || fields.get('annotation') !== annotation)) continue;
    const comment = readComment(id, fields);
    if (comment) comments.push(comment);
  }
  return comments.sort(byTime);
}

export function addComment(document: Y.Doc, { id, ...fields }: Comment, origin: unknown): void {
  document.transact(() => commentsOf(document).set(id, new Y.Map(Object.entries(fields))), origin);
}

/** Changes nothing if the comment is gone. */
export function changeComment(document: Y.Doc, id: string, change: CommentChange, origin: unknown): void {
  const fields = commentsOf(document).get(id);
  if (!fields) return;
  document.transact(() => {
    for (const [name, value] of Object.entries(change)) fields.set(name, value);
  }, origin);
}

export function removeComment(document: Y.Doc, id: string, origin: unknown): void {
  document.transact(() => commentsOf(document).delete(id), origin);
}

/** Whether the newest word on it in this thread says so. */
export function isResolved(thread: readonly Comment[]): boolean {
  const words = thread.filter(({ kind }) => kind !== 'remark');
  return words.length > 0 && words.reduce((newest, one) => (byTime(newest, one) < 0 ? one : newest)).kind === 'resolve';
}

/** The oldest first; of the same moment, alike on every screen. */
const byTime = (a: Comment, b: Comment): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
