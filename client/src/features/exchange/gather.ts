import { type Annotation, listAnnotations } from '@parfocal/shared/annotation';
import type { DocumentName } from '@parfocal/shared/protocol';
import { ApiError } from '@/api';
import { openSlideDocument } from '@/wire';

/** A slide whose annotations do not come in this time is told as one that cannot be had just now. */
const PATIENCE_MS = 20_000;

/**
 * What is drawn on a slide that is not open here, as the server has it.
 *
 * @throws ApiError `unavailable` without an answer in time, or why the server gives none
 */
export function annotationsOf(name: DocumentName, personId: string, open: typeof openSlideDocument = openSlideDocument): Promise<Annotation[]> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(patience);
      settle();
      void document.dispose();
    };
    const patience = setTimeout(() => end(() => reject(new ApiError('unavailable'))), PATIENCE_MS);
    const document = open(name, personId, {
      onState: (state) => {
        if (state.kind === 'closed') end(() => reject(new ApiError(state.code)));
        // What is still on its way to the server is this person's own, and lies in the document already.
        else if (state.kind === 'saved' || state.kind === 'sending' || state.kind === 'trouble') end(() => resolve(listAnnotations(document.doc)));
      },
      onRefused: (code) => end(() => reject(new ApiError(code))),
    });
  });
}
