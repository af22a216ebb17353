import { addAnnotation, type Annotation } from '@parfocal/shared/annotation';
import type { DocumentName, ErrorCode } from '@parfocal/shared/protocol';
import { openSlideDocument, type SaveState } from '@/wire';

/** So much in one update stays far below the largest that the server takes (SPEC D10). */
const NUMBERS_AT_ONCE = 12_000;
const MARKS_AT_ONCE = 300;
/** After that the copies are kept on this machine, and sent when the slide is opened with a line. */
const PATIENCE_MS = 15_000;

export type CopyEnd = 'saved' | 'kept' | ErrorCode;

/** Writes annotations into the document of a slide that is not in view. Resolves with what became of them. */
export async function writeCopies(name: DocumentName, personId: string, copies: readonly Annotation[], open = openSlideDocument): Promise<CopyEnd> {
  let end: (how: CopyEnd) => void = () => undefined;
  const ended = new Promise<CopyEnd>((resolve) => (end = resolve));
  let isWritten = false;
  const write = (): void => {
    isWritten = true;
    for (const piece of piecesOf(copies)) document.doc.transact(() => piece.forEach((copy) => addAnnotation(document.doc, copy, undefined)));
  };
  const onState = (state: SaveState): void => {
    if (state.kind === 'closed') return end(state.code);
    if (state.kind !== 'saved') return;
    if (isWritten) end('saved');
    // Never while the state is being told: writing changes it.
    else queueMicrotask(write);
  };
  const document = open(name, personId, { onState, onRefused: (code) => end(code) });
  const patience = setTimeout(() => {
    if (!isWritten) write();
    end('kept');
  }, PATIENCE_MS);
  const how = await ended;
  clearTimeout(patience);
  await document.dispose({ forget: how !== 'saved' && how !== 'kept' });
  return how;
}

function piecesOf(copies: readonly Annotation[]): Annotation[][] {
  const pieces: Annotation[][] = [];
  let numbers = Infinity;
  for (const copy of copies) {
    const last = pieces.at(-1);
    if (!last || last.length >= MARKS_AT_ONCE || numbers + copy.geometry.length > NUMBERS_AT_ONCE) {
      pieces.push([copy]);
      numbers = copy.geometry.length;
    } else {
      last.push(copy);
      numbers += copy.geometry.length;
    }
  }
  return pieces;
}
