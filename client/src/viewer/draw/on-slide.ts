import { annotationBox, movedGeometry } from '@parfocal/shared/annotation';
import type { ScreenSize, SlidePoint } from '@parfocal/shared/geometry';
import { clamp } from '../camera/reach';
import type { DrawnShape } from '../slide-viewer';

/** The nearest point of the slide. */
export const pointOnSlide = ({ x, y }: SlidePoint, { widthPx, heightPx }: ScreenSize): SlidePoint => ({ x: clamp(x, 0, widthPx), y: clamp(y, 0, heightPx) });

/** A shape moved so that all of it lies on the slide; one larger than the slide is put in its middle. */
export function shapeOnSlide(shape: DrawnShape, { widthPx, heightPx }: ScreenSize): number[] {
  const { minX, minY, maxX, maxY } = annotationBox(shape);
  const [dx, dy] = [shift(minX, maxX, widthPx), shift(minY, maxY, heightPx)];
  return dx === 0 && dy === 0 ? [...shape.geometry] : movedGeometry(shape, dx, dy);
}

function shift(min: number, max: number, length: number): number {
  if (max - min > length) return length / 2 - (min + max) / 2;
  return min < 0 ? -min : Math.min(0, length - max);
}
