import { annotationOf, ANA, BEN, idOf } from '../testing/annotation-of';
import { carriedCopies, carriedGeometry } from './carried-copies';

const quarter = { scale: 2, rotation: Math.PI / 2, dx: 1_000, dy: 10 };
const there = { by: { scale: 1, rotation: 0, dx: 0, dy: 0 }, image: { widthPx: 1_000, heightPx: 1_000, zPlanes: 3 }, personId: ANA, nowMs: 99 };

describe('copies for another slide', () => {
  it('lie where the slides say, turned and as large as they should be', () => {
    expect(carriedGeometry({ kind: 'line', geometry: [0, 0, 10, 0] }, quarter).map(Math.round)).toEqual([1_000, 10, 1_000, 30]);
    const [cx, cy, rx, ry, angle] = carriedGeometry({ kind: 'ellipse', geometry: [10, 0, 4, 2, 0] }, quarter);
    expect([cx, cy, rx, ry].map((value) => Math.round(value!))).toEqual([1_000, 30, 8, 4]);
    expect(angle).toBeCloseTo(Math.PI / 2);
  });

  it('are one’s own and new: with what was said and the class, without lock, bin and name of who drew it', () => {
    const { copies } = carriedCopies([annotationOf(1, { author: BEN, note: 'n', classId: 'tumour', z: 1, isLocked: true, colour: 4 })], there);
    expect(copies).toEqual([{ ...annotationOf(1), id: expect.any(String), note: 'n', classId: 'tumour', z: 1, colour: 4, author: ANA, createdAt: 99, isLocked: false, deletedAt: null }]);
    expect(copies[0]!.id).not.toBe(idOf(1));
  });

  it('belong to all planes where the other slide has not that many', () => {
    expect(carriedCopies([annotationOf(1, { z: 2 })], { ...there, image: { ...there.image, zPlanes: 1 } }).copies[0]!.z).toBeNull();
  });

  it('D7: leave out what would lie beside the slide, and count it', () => {
    const { copies, left } = carriedCopies([annotationOf(1, { geometry: [1_090, 5] }), annotationOf(2, { geometry: [1_110, 5] }), annotationOf(3, { geometry: [-200, 5] })], there);
    expect([copies.length, left]).toEqual([1, 2]);
  });
});
