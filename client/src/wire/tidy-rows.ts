import * as Y from 'yjs';

/** A row of a copy on this machine; `bytes` is its length. */
export interface Row {
  readonly key: number;
  readonly bytes: number;
}

/** A row of this size is applied within a frame. */
export const ROW_BYTES = 128 * 1024;

/** Neighbours that make one row of a modest size together; rows that are large already stay alone. */
export function runsOf(rows: readonly Row[], mostBytes = ROW_BYTES): (readonly Row[])[] {
  const runs: Row[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    if (bytes + row.bytes > mostBytes) {
      runs.push([]);
      bytes = 0;
    }
    runs.at(-1)!.push(row);
    bytes += row.bytes;
  }
  return runs.filter(({ length }) => length > 1);
}

/** Updates as one. Of a whole document, what was replaced since is left out, so that a shape drawn to and fro does not grow for ever. */
export function putTogether(updates: readonly Uint8Array[], areAll: boolean): Uint8Array {
  if (!areAll) return Y.mergeUpdates([...updates]);
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  const state = Y.encodeStateAsUpdate(document);
  document.destroy();
  return state;
}
