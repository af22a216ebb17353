import { DocumentLayer, type DocumentName } from '@parfocal/shared/protocol';
import * as z from 'zod';

/** A move of an annotation to another layer that is not over yet. */
const PendingMove = z.object({ caseId: z.string(), slideId: z.string(), annotation: z.string(), from: DocumentLayer, to: DocumentLayer });
export type PendingMove = z.infer<typeof PendingMove>;

/** Moves remembered at once; of more, the oldest are forgotten. */
const REMEMBERED = 500;

/**
 * What this person began to move in this browser. It is remembered beside the browser's copies of the documents, in which
 * the moved copy itself may still wait to be sent: so both are there or neither, and the next one to open the slide as
 * this person here ends what was begun.
 */
export class PendingMoves {
  private readonly key: string;

  constructor(personId: string, private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined = reachable()) {
    this.key = `parfocal:moves:${personId}`;
  }

  /** Read each time: another tab may have ended one. */
  of({ caseId, slideId }: Pick<DocumentName, 'caseId' | 'slideId'>): PendingMove[] {
    return this.all().filter((move) => move.caseId === caseId && move.slideId === slideId);
  }

  add(move: PendingMove): void {
    this.write([...this.all().filter((one) => !isSame(one, move)), move].slice(-REMEMBERED));
  }

  remove(move: PendingMove): void {
    this.write(this.all().filter((one) => !isSame(one, move)));
  }

  private all(): PendingMove[] {
    try {
      const { data } = PendingMove.array().safeParse(JSON.parse(this.storage?.getItem(this.key) ?? '[]'));
      return data ?? [];
    } catch {
      return []; // not ours
    }
  }

  private write(moves: readonly PendingMove[]): void {
    try {
      if (moves.length === 0) this.storage?.removeItem(this.key);
      else this.storage?.setItem(this.key, JSON.stringify(moves));
    } catch {
      return; // storage full: it is ended as long as the page lives
    }
  }
}

const isSame = (a: PendingMove, b: PendingMove): boolean => a.slideId === b.slideId && a.caseId === b.caseId && a.annotation === b.annotation;

function reachable(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // storage denied
  }
}
