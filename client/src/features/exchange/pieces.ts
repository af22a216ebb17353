import { addAnnotation, type Annotation, changeAnnotation, removeAnnotation } from '@parfocal/shared/annotation';
import { breathe } from '@/lib';
import type { SaveState } from '@/wire';
import type * as Y from 'yjs';

/**
 * Far below what an update may have (SPEC D10): what is counted roughly is never too much, and neither this page nor a
 * colleague's, which hears all pieces of one tick at once, stands still for longer than a frame or two.
 */
export const PIECE_BYTES = 100 * 1024;

/** Changes that may be on their way: enough that the line is never idle, and few enough that what is drawn meanwhile is soon saved. */
const MOST_UNSENT = 4;

/** As long as the server's tick. */
const LOOK_AGAIN_MS = 33;

const NUMBER_BYTES = 6;
const ANGLE_BYTES = 9;
const LETTER_BYTES = 3;
/** Keys, ids and numbers of the entry and its fields. */
const ENTRY_BYTES = 460;

/** At least as many bytes as an entry takes in an update. */
export const bytesOf = ({ geometry, label, note }: Annotation): number =>
  ENTRY_BYTES + (geometry.length === 5 ? 5 * ANGLE_BYTES : geometry.length * NUMBER_BYTES) + (label.length + note.length) * LETTER_BYTES;

/** Annotations in their order, in pieces that are one update each. */
export function* piecesOf(annotations: readonly Annotation[], mostBytes = PIECE_BYTES): Generator<readonly Annotation[]> {
  let piece: Annotation[] = [];
  let bytes = 0;
  for (const annotation of annotations) {
    const more = bytesOf(annotation);
    if (piece.length > 0 && bytes + more > mostBytes) {
      yield piece;
      [piece, bytes] = [[], 0];
    }
    piece.push(annotation);
    bytes += more;
  }
  if (piece.length > 0) yield piece;
}

interface Work {
  /** The document as it is now: it is another one after a refusal, or on another slide. */
  readonly doc: () => Y.Doc | undefined;
  readonly state: () => SaveState;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Marks changes that undo leaves alone: nobody wants to take back a hundred thousand shapes piece by piece. */
const ORIGIN = { by: 'import' };

type Change = (document: Y.Doc, annotation: Annotation) => void;

/** Annotations into the document, piece by piece; those that are in it when the work ends, is stopped, or loses its document. */
export const writeAll = (annotations: readonly Annotation[], work: Work): Promise<readonly Annotation[]> =>
  changeAll(annotations, work, (document, one) => addAnnotation(document, one, ORIGIN));

/** Takes what was written out again, for good. */
export async function removeAll(annotations: readonly Annotation[], work: Work): Promise<void> {
  // A lock keeps its author out too.
  await changeAll(annotations.filter(({ isLocked }) => isLocked), { ...work, onProgress: () => undefined }, (document, { id }) => changeAnnotation(document, id, { isLocked: false }, ORIGIN));
  await changeAll(annotations, work, (document, { id }) => removeAnnotation(document, id, ORIGIN));
}

async function changeAll(annotations: readonly Annotation[], { doc, state, signal, onProgress }: Work, change: Change): Promise<readonly Annotation[]> {
  const document = doc();
  const isOver = (): boolean => signal.aborted || doc() !== document;
  let done = 0;
  for (const piece of piecesOf(annotations)) {
    while (!isOver() && !isReady(state())) await breathe(LOOK_AGAIN_MS);
    if (!document || isOver()) break;
    document.transact(() => piece.forEach((one) => change(document, one)), ORIGIN);
    done += piece.length;
    onProgress(done);
    await breathe();
  }
  return annotations.slice(0, done);
}

/** Offline, nothing is written: what waits is sent as one message, which has a bound of its own. */
const isReady = (state: SaveState): boolean => state.kind === 'saved' || (state.kind === 'sending' && state.unsent < MOST_UNSENT);
