import { Comment, FIXED_COMMENT_FIELDS } from '@parfocal/shared/annotation';
import { DomainError } from '../../wire/index.js';
import { type EntryRules, requireAuthor, requirePast } from './entry-rules.js';

type Field = Exclude<keyof Comment, 'id'>;

/** What a comment must be to be kept: whole, and its author's. What it is about may be gone, or come later. */
export class CommentRules implements EntryRules {
  readonly fields: ReadonlySet<string> = new Set(Object.keys(Comment.shape).filter((name) => name !== 'id'));
  readonly fixed: ReadonlySet<string> = new Set(FIXED_COMMENT_FIELDS);

  constructor(private readonly nowMs: () => number = Date.now) {}

  check(candidate: unknown, personId: string): void {
    const { data: comment } = Comment.safeParse(candidate);
    if (!comment) throw new DomainError('document.malformed', 'no comment');
    requireAuthor(comment, personId);
    requirePast(comment.createdAt, this.nowMs());
  }

  checkReplaced(name: string, value: unknown): void {
    if (!Comment.shape[name as Field].safeParse(value).success) throw new DomainError('document.malformed', 'no value of its field');
  }
}
