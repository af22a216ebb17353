import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { addAnnotation } from '../../shared/dist/annotation/index.js';
import { COLOURS, outline } from './scene.mjs';

/** Annotations in a piece: about as much as the server takes in one message. */
export const PIECE = 500;

/** What a document of `count` annotations comes in, as Yjs updates in their order. */
export function* pieces(count) {
  const author = randomUUID();
  const document = new Y.Doc();
  let update;
  document.on('update', (bytes) => (update = bytes));
  for (let from = 0; from < count; from += PIECE) {
    document.transact(() => {
      for (let i = from; i < Math.min(count, from + PIECE); i++) {
        addAnnotation(document, { id: randomUUID(), kind: 'polygon', geometry: outline(i, count), label: '', note: '', colour: i % COLOURS.length, author, createdAt: 1_700_000_000_000 + i }, 'bench');
      }
    });
    yield update;
  }
}
