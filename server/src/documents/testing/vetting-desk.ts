import { annotationsOf } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { drawableBox } from '../vetting/annotation-rules.js';
import { DocumentRules } from '../vetting/document-rules.js';
import { type Verdicts, Vetting } from '../vetting/vetting.js';
import { Author } from '../../testing/author.js';

export const NOW = 1_700_000_000_000;
const SLIDE = { widthPx: 4096, heightPx: 4096 };

/** A document and its vetting; what is accepted is taken in at once, as if each update were a tick. */
export class Desk {
  nowMs = NOW;
  readonly durable = new Y.Doc();
  readonly owners = new Map<number, string>();
  readonly vetting = new Vetting(this.durable, this.owners, new DocumentRules(drawableBox(SLIDE), () => NOW), () => this.nowMs);

  vet(author: Author, update: Uint8Array, mayWrite = true): Verdicts {
    return this.vetting.vet([{ update, writer: { personId: author.personId, mayWrite } }]);
  }

  take(author: Author, update: Uint8Array): void {
    const { codes, news } = this.vet(author, update);
    if (codes[0] !== undefined) throw new Error(codes[0]);
    if (news) Y.applyUpdate(this.durable, news);
    this.vetting.settled();
  }

  /** The code it is refused with; `undefined` if it is accepted. */
  code(author: Author, update: Uint8Array, mayWrite = true): string | undefined {
    return this.vet(author, update, mayWrite).codes[0];
  }

  get state(): string {
    return JSON.stringify(annotationsOf(this.durable).toJSON());
  }
}

/** A desk with one annotation of `ana`; `ben` and `ana` have it. */
export function drawn(): { desk: Desk; ana: Author; ben: Author; id: string } {
  const [desk, ana, ben] = [new Desk(), new Author(), new Author()];
  const { annotation, update } = ana.draw();
  desk.take(ana, update);
  ben.receive(update);
  return { desk, ana, ben, id: annotation.id };
}

export const fields = (author: Author, id: string): Y.Map<unknown> => annotationsOf(author.document).get(id)!;
