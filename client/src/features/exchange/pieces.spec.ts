import { addAnnotation, type Annotation, LABEL_MAX, listAnnotations, MAX_VERTICES, NOTE_MAX } from '@parfocal/shared/annotation';
import { COLLAB_MAX_UPDATE_BYTES } from '@parfocal/shared/protocol';
import fc from 'fast-check';
import * as Y from 'yjs';
import type { SaveState } from '@/wire';
import { bytesOf, PIECE_BYTES, piecesOf, removeAll, writeAll } from './pieces';
import { drawn } from './testing/shapes';

const updateBytes = (annotations: readonly Annotation[]): number => {
  const doc = new Y.Doc();
  let bytes = 0;
  doc.on('update', (update: Uint8Array) => (bytes += update.length));
  doc.transact(() => annotations.forEach((one) => addAnnotation(doc, one, null)));
  return bytes;
};
const LARGEST = drawn(1, {
  kind: 'freehand', geometry: Array.from({ length: 2 * MAX_VERTICES }, (_, i) => 90_000 + Math.round(Math.sin(i) * 40_000) / 4), label: '切'.repeat(LABEL_MAX), note: '片'.repeat(NOTE_MAX),
  classId: 'c1a55000-0000-4000-8000-000000000001', z: 12, isLocked: true,
});

describe('piecesOf', () => {
  it('counts no entry as less than it takes', () => {
    const number = fc.oneof(fc.integer({ min: -400_000, max: 400_000 }).map((n) => n / 4), fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.double({ noNaN: true }), (numbers, note, angle) => {
        const path = drawn(1, { kind: 'freehand', geometry: numbers.slice(0, 2 * Math.floor(numbers.length / 2)), note, classId: LARGEST.classId, z: 3, isLocked: true });
        const frame = drawn(2, { kind: 'ellipse', geometry: [1.25, 2.5, 3, 4, angle], note });
        for (const one of [path, frame]) expect(bytesOf(one)).toBeGreaterThanOrEqual(updateBytes([one]));
      }),
    );
  });

  it('D10: makes every piece small enough for one update, also of the largest shapes', () => {
    const many = [LARGEST, ...Array.from({ length: 2_000 }, (_, i) => drawn(i + 2, { note: 'x'.repeat(i % 500) })), { ...LARGEST, id: 'ffffffff-0000-4000-8000-000000000000' }];
    const pieces = [...piecesOf(many)];
    expect(pieces.flat()).toEqual(many);
    expect(pieces.map(updateBytes).filter((bytes) => bytes > COLLAB_MAX_UPDATE_BYTES)).toEqual([]);
    // Not needlessly many: a piece is as full as it may be.
    expect(pieces.length).toBeLessThan(3 + many.slice(1, -1).reduce((sum, one) => sum + bytesOf(one), 0) / (PIECE_BYTES - 2_000));
  });
});

describe('writeAll', () => {
  const work = (doc: Y.Doc, rest: Partial<Parameters<typeof writeAll>[1]> = {}): Parameters<typeof writeAll>[1] => ({
    doc: () => doc, state: (): SaveState => ({ kind: 'saved' }), signal: new AbortController().signal, onProgress: () => undefined, ...rest,
  });
  const many = Array.from({ length: 1_000 }, (_, i) => drawn(i + 1, { isLocked: i % 3 === 0 }));

  it('writes everything, in several updates, and tells how far it is', async () => {
    const doc = new Y.Doc();
    const [told, updates]: [number[], number[]] = [[], []];
    doc.on('update', (update: Uint8Array) => updates.push(update.length));
    await expect(writeAll(many, work(doc, { onProgress: (done) => told.push(done) }))).resolves.toHaveLength(1_000);
    expect(listAnnotations(doc)).toHaveLength(1_000);
    expect(told).toHaveLength(updates.length);
    expect(told.at(-1)).toBe(1_000);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('waits while the line is down or behind, and goes on', async () => {
    const doc = new Y.Doc();
    let state: SaveState = { kind: 'offline', unsent: 0 };
    let looked = 0;
    const written = writeAll(many, work(doc, { state: () => {
      looked += 1;
      if (looked === 3) state = { kind: 'sending', unsent: 9 };
      if (looked === 5) expect(listAnnotations(doc)).toEqual([]);
      if (looked === 6) state = { kind: 'saved' };
      return state;
    } }));
    await expect(written).resolves.toHaveLength(1_000);
  });

  it('stops where it is, and says what is in', async () => {
    const doc = new Y.Doc();
    const stop = new AbortController();
    const written = await writeAll(many, work(doc, { signal: stop.signal, onProgress: () => stop.abort() }));
    expect(written.length).toBeLessThan(1_000);
    expect(listAnnotations(doc).map(({ id }) => id).sort()).toEqual(written.map(({ id }) => id).sort());
  });

  it('writes nothing into the document of another slide', async () => {
    const [first, second] = [new Y.Doc(), new Y.Doc()];
    let current = first;
    await writeAll(many, work(first, { doc: () => current, onProgress: () => void (current = second) }));
    expect(listAnnotations(first).length).toBeLessThan(1_000);
    expect(listAnnotations(second)).toEqual([]);
  });

  it('is taken back whole, D17: locks opened first', async () => {
    const doc = new Y.Doc();
    addAnnotation(doc, drawn(5_000), null);
    await writeAll(many, work(doc));
    let removals = 0;
    doc.on('update', () => {
      const left = listAnnotations(doc);
      if (left.length < 1_001) removals += 1;
      if (removals === 1) expect(left.filter(({ isLocked }) => isLocked)).toEqual([]);
    });
    await removeAll(many, work(doc));
    expect(listAnnotations(doc)).toEqual([drawn(5_000)]);
    expect(removals).toBeGreaterThan(0);
  });
});
