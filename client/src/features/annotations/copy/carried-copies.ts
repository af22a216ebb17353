import { ABSENT, type Annotation, annotationBox, storedGeometry } from '@parfocal/shared/annotation';
import type { SlideImage } from '@parfocal/shared/api';
import { carriedPoint, type Similarity } from '@parfocal/shared/geometry';
import { createId } from '@/lib';

type Shape = Pick<Annotation, 'kind' | 'geometry'>;

interface Destination {
  /** From level-0 pixels of the slide they are on to those of the other one. */
  readonly by: Similarity;
  readonly image: Pick<SlideImage, 'widthPx' | 'heightPx' | 'zPlanes'>;
  /** Whose the copies are. */
  readonly personId: string;
  readonly nowMs: number;
}

/** A shape may lie this far beside the slide, in shares of its side (SPEC D7). */
const BESIDE = 0.1;

/** Copies of annotations for another slide, and how many would lie beside it. A copy is one's own, new and not locked. */
export function carriedCopies(annotations: readonly Annotation[], { by, image, personId, nowMs }: Destination): { copies: Annotation[]; left: number } {
  const copies = annotations
    .map((one): Annotation => ({
      ...one,
      ...ABSENT,
      classId: one.classId,
      z: one.z !== null && one.z < image.zPlanes ? one.z : null,
      id: createId(),
      geometry: storedGeometry({ kind: one.kind, geometry: carriedGeometry(one, by) }),
      author: personId,
      createdAt: nowMs,
    }))
    .filter((copy) => isOn(copy, image));
  return { copies, left: annotations.length - copies.length };
}

/** A shape's geometry on the other slide. */
export function carriedGeometry({ kind, geometry }: Shape, by: Similarity): number[] {
  if (kind === 'rectangle' || kind === 'ellipse') {
    const [cx = 0, cy = 0, rx = 0, ry = 0, angle = 0] = geometry;
    const centre = carriedPoint(by, { x: cx, y: cy });
    return [centre.x, centre.y, rx * by.scale, ry * by.scale, angle + by.rotation];
  }
  const carried: number[] = [];
  for (let i = 0; i + 1 < geometry.length; i += 2) {
    const { x, y } = carriedPoint(by, { x: geometry[i]!, y: geometry[i + 1]! });
    carried.push(x, y);
  }
  return carried;
}

function isOn(shape: Shape, { widthPx, heightPx }: Destination['image']): boolean {
  const { minX, minY, maxX, maxY } = annotationBox(shape);
  return minX >= -BESIDE * widthPx && minY >= -BESIDE * heightPx && maxX <= (1 + BESIDE) * widthPx && maxY <= (1 + BESIDE) * heightPx;
}
