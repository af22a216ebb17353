import * as Y from 'yjs';
import { MAX_VERTICES } from './annotation.js';
import { addAnnotation } from './document.js';
import { isClosed, storedGeometry } from './outline.js';

describe('storedGeometry', () => {
  it('keeps coordinates to a quarter of a pixel, and an angle as it is', () => {
    expect(storedGeometry({ kind: 'line', geometry: [0.1, 0.13, 99_999.9, -0.4] })).toEqual([0, 0.25, 100_000, -0.5]);
    expect(storedGeometry({ kind: 'ellipse', geometry: [1.1, 2.2, 3.3, 4.4, 0.123456] })).toEqual([1, 2.25, 3.25, 4.5, 0.123456]);
  });

  it('leaves a closed stroke closed', () => {
    const geometry = storedGeometry({ kind: 'freehand', geometry: [0.11, 0.12, 9.3, 1.7, 5.5, 8.9, 0.11, 0.12] });
    expect(isClosed({ kind: 'freehand', geometry })).toBe(true);
  });

  it('lets the longest stroke into one update of the documents lane', () => {
    const geometry = Array.from({ length: 2 * MAX_VERTICES }, (_, i) => 90_000 + Math.sin(i) * 10_000);
    const doc = new Y.Doc();
    const annotation = { id: 'a', kind: 'freehand' as const, geometry: storedGeometry({ kind: 'freehand', geometry }), label: '', note: '', colour: 0, author: 'b', createdAt: 0 };
    addAnnotation(doc, annotation, null);
    expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(256 * 1024);
  });
});
