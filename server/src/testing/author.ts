import { randomUUID } from 'node:crypto';
import { ABSENT, addAnnotation, addComment, type Annotation, changeAnnotation, type AnnotationChange, type Comment, removeAnnotation } from '@parfocal/shared/annotation';
import * as Y from 'yjs';

/** An annotation of someone's in the middle of the test slide. */
export const rectangle = (author: string, change: Partial<Annotation> = {}): Annotation => ({
  id: randomUUID(),
  kind: 'rectangle',
  geometry: [2000, 2000, 100, 50, 0],
  label: '',
  note: '',
  colour: 0,
  author,
  createdAt: 1_700_000_000_000,
  ...ABSENT,
  ...change,
});

/** Someone's word on an annotation. */
export const remark = (author: string, annotation: string, change: Partial<Comment> = {}): Comment => ({
  id: randomUUID(),
  annotation,
  author,
  createdAt: 1_700_000_000_000,
  kind: 'remark',
  text: 'is this one?',
  mentions: [],
  ...change,
});

/** A person's copy of a document, drawing in it as our client does; what it would send is what its methods return. */
export class Author {
  readonly document = new Y.Doc();
  private sent: Uint8Array[] = [];

  constructor(
    readonly personId: string = randomUUID(),
    clientId?: number,
  ) {
    if (clientId !== undefined) this.document.clientID = clientId;
    this.document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'received') this.sent.push(update);
    });
  }

  receive(...updates: readonly Uint8Array[]): void {
    for (const update of updates) Y.applyUpdate(this.document, update, 'received');
  }

  draw(change: Partial<Annotation> = {}): { annotation: Annotation; update: Uint8Array } {
    const annotation = rectangle(this.personId, change);
    return { annotation, update: this.sending(() => addAnnotation(this.document, annotation, this)) };
  }

  change(id: string, change: AnnotationChange): Uint8Array {
    return this.sending(() => changeAnnotation(this.document, id, change, this));
  }

  comment(annotation: string, change: Partial<Comment> = {}): { comment: Comment; update: Uint8Array } {
    const comment = remark(this.personId, annotation, change);
    return { comment, update: this.sending(() => addComment(this.document, comment, this)) };
  }

  remove(id: string): Uint8Array {
    return this.sending(() => removeAnnotation(this.document, id, this));
  }

  /** Whatever `work` does to the document, as one update. */
  sending(work: (document: Y.Doc) => void): Uint8Array {
    this.sent = [];
    this.document.transact(() => work(this.document), this);
    return this.sent.length === 1 ? this.sent[0]! : Y.mergeUpdates(this.sent);
  }

  /** What it has that `known` does not, as after an offline spell. */
  since(known: Y.Doc): Uint8Array {
    return Y.encodeStateAsUpdate(this.document, Y.encodeStateVector(known));
  }
}
