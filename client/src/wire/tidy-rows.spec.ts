import * as Y from 'yjs';
import { putTogether, runsOf } from './tidy-rows';

const rowsOf = (...bytes: number[]) => bytes.map((length, key) => ({ key, bytes: length }));
const keysOf = (...bytes: number[]) => runsOf(rowsOf(...bytes), 100).map((run) => run.map(({ key }) => key));

describe('runsOf', () => {
  it('puts small neighbours together, up to a modest size, and leaves large ones alone', () => {
    expect(keysOf(10, 10, 10)).toEqual([[0, 1, 2]]);
    expect(keysOf(60, 30, 20, 90, 500, 10)).toEqual([[0, 1]]);
    expect(keysOf(500, 10, 20, 500, 40, 40, 40, 40)).toEqual([[1, 2], [4, 5], [6, 7]]);
  });

  it('does not touch again what it put together', () => {
    const first = Array.from({ length: 40 }, () => 9);
    const after = runsOf(rowsOf(...first), 100).map((run) => run.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(keysOf(...after)).toEqual([]);
    expect(keysOf()).toEqual([]);
  });
});

describe('putTogether', () => {
  const drags = (): { document: Y.Doc; updates: Uint8Array[] } => {
    const document = new Y.Doc();
    const updates: Uint8Array[] = [];
    document.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 200; i++) document.getMap('annotations').set('x', `here ${i}`);
    document.getMap('annotations').set('y', 1);
    return { document, updates };
  };
  const read = (...updates: readonly Uint8Array[]): unknown => {
    const document = new Y.Doc();
    for (const update of updates) Y.applyUpdate(document, update);
    return document.getMap('annotations').toJSON();
  };

  it('keeps what the updates say, of a part or of all, and of all not what was replaced', () => {
    const { document, updates } = drags();
    const part = putTogether(updates.slice(100), false);
    expect(read(...updates.slice(0, 100), part)).toEqual(document.getMap('annotations').toJSON());
    const all = putTogether(updates, true);
    expect(read(all)).toEqual(document.getMap('annotations').toJSON());
    expect(all.length).toBeLessThan(putTogether(updates, false).length / 5);
  });

  it('loses nothing where another page has the part that is missing here', () => {
    const { document, updates } = drags();
    expect(read(putTogether(updates.slice(150), true), ...updates.slice(0, 150))).toEqual(document.getMap('annotations').toJSON());
  });
});
