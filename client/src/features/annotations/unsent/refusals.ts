import { Annotation, Comment, listAnnotations, listComments } from '@parfocal/shared/annotation';
import { type ErrorCode, isErrorCode } from '@parfocal/shared/protocol';
import { shallowReactive } from 'vue';
import type * as Y from 'yjs';
import * as z from 'zod';

/** What the server would not take, offered back to the person who made it. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly drafts: readonly Annotation[];
  readonly remarks: readonly Comment[];
}

const Kept = z.object({
  path: z.string(),
  code: z.custom<ErrorCode>(isErrorCode),
  drafts: Annotation.array(),
  remarks: Comment.array(),
  /** Not compared with the server's truth yet: some of it may be there. */
  isGivenUp: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

/**
 * What this person made and the server would not take, by document, so that nothing of one slide is ever offered on
 * another. It outlives the page: the copy it was in is given up for good.
 */
export class Refusals {
  private static readonly byPerson = new Map<string, Refusals>();
  /** What was in copies that were given up, until the server's truth is there to compare with. */
  private readonly givenUp = new Map<string, Refusal>();
  private readonly offered = shallowReactive(new Map<string, Refusal>());

  /** Those of this page. */
  static of(personId: string): Refusals {
    const known = Refusals.byPerson.get(personId) ?? new Refusals(personId);
    Refusals.byPerson.set(personId, known);
    return known;
  }

  constructor(private readonly personId: string, private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined = reachable()) {
    for (const { path, isGivenUp, ...refusal } of this.kept()) (isGivenUp ? this.givenUp : this.offered).set(path, refusal);
  }

  /** What is offered back of a document. Reactive. */
  at(path: string): Refusal | undefined {
    return this.offered.get(path);
  }

  /** A copy that the server's has parted from is about to be deleted: keeps what was this person's in it. */
  giveUp(path: string, { doc, code }: { doc: Y.Doc; code: ErrorCode }): void {
    const before = this.givenUp.get(path);
    const isMine = ({ author }: { author: string }): boolean => author === this.personId;
    this.givenUp.set(path, {
      code,
      drafts: newestOf(before?.drafts, listAnnotations(doc).filter(isMine)),
      remarks: newestOf(before?.remarks, listComments(doc).filter(isMine)),
    });
    this.keep(path);
  }

  /** The server's truth is here: what it has not is offered back. */
  compare(path: string, truth: Y.Doc): void {
    const lost = this.givenUp.get(path);
    if (!lost) return;
    this.givenUp.delete(path);
    const before = this.offered.get(path);
    const drafts = missing(lost.drafts, listAnnotations(truth));
    const remarks = missing(lost.remarks, listComments(truth));
    this.offered.set(path, { code: lost.code, drafts: newestOf(before?.drafts, drafts), remarks: newestOf(before?.remarks, remarks) });
    this.keep(path);
  }

  dismiss(path: string): void {
    this.offered.delete(path);
    this.keep(path);
  }

  private get key(): string {
    return `parfocal:refused:${this.personId}`;
  }

  private kept(): Kept[] {
    try {
      return Kept.array().parse(JSON.parse(this.storage?.getItem(this.key) ?? '[]'));
    } catch {
      return []; // not ours
    }
  }

  /** Another tab may keep something of other documents meanwhile. */
  private keep(path: string): void {
    const others = this.kept().filter((one) => one.path !== path);
    const own = [[this.givenUp.get(path), true], [this.offered.get(path), false]] as const;
    const all = [...others, ...own.flatMap(([refusal, isGivenUp]) => (refusal && refusal.drafts.length + refusal.remarks.length > 0 ? [{ path, isGivenUp, ...refusal }] : []))];
    try {
      if (all.length === 0) this.storage?.removeItem(this.key);
      else this.storage?.setItem(this.key, JSON.stringify(all));
    } catch {
      return; // storage full: it is offered as long as the page lives
    }
  }
}

/** Each once, as it was last. */
const newestOf = <T extends { id: string }>(...lists: (readonly T[] | undefined)[]): T[] => [...new Map(lists.flatMap((list) => list ?? []).map((one) => [one.id, one])).values()];

function missing<T extends { id: string }>(from: readonly T[], truth: readonly T[]): T[] {
  const there = new Map(truth.map((one) => [one.id, JSON.stringify(one)]));
  return from.filter((one) => there.get(one.id) !== JSON.stringify(one));
}

function reachable(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // storage denied
  }
}
