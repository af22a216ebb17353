import { DomainError } from '../../wire/index.js';

/** How far an author's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** What the entries of one root map must be. An entry is a map of plain fields that belongs to who made it. */
export interface EntryRules {
  readonly fields: ReadonlySet<string>;
  /** Set once, when the entry is made. */
  readonly fixed: ReadonlySet<string>;

  /**
   * A whole entry, with its id.
   *
   * @throws DomainError `document.malformed`, `document.author`
   */
  check(candidate: unknown, personId: string): void;

  /**
   * One field's value that another one replaces, `rest` being right. What suits the rest is asked only where that is cheap: there may
   * be thousands of values, and to look at a long outline again for each of them would hold up everyone.
   *
   * @throws DomainError `document.malformed`
   */
  checkReplaced(name: string, value: unknown, rest: object, personId: string): void;
}

/** @throws DomainError `document.malformed` for a time that no honest clock shows */
export function requirePast(atMs: number, nowMs: number): void {
  if (atMs > nowMs + CLOCK_SKEW_MS) throw new DomainError('document.malformed', 'from the future');
}

/** @throws DomainError `document.author` */
export function requireAuthor({ author }: { author: string }, personId: string): void {
  if (author !== personId) throw new DomainError('document.author', 'in another name');
}
