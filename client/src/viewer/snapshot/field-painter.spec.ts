import { toScreen } from '@parfocal/shared/geometry';
import { inSlidePixels } from './field-painter';

/** What a 2D context makes of a point once it was moved, turned and scaled. */
class Pen {
  private matrix = [1, 0, 0, 1, 0, 0] as [number, number, number, number, number, number];
  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }
  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }
  scale(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a * x, b * x, c * y, d * y, e, f];
  }
  at({ x, y }: { x: number; y: number }): { x: number; y: number } {
    const [a, b, c, d, e, f] = this.matrix;
    return { x: a * x + c * y + e, y: b * x + d * y + f };
  }
}

describe('inSlidePixels', () => {
  it.each([0, Math.PI / 2, -0.7, 3])('puts the slide where the window has it, turned by %p', (rotation) => {
    const [view, size] = [{ x: 5_000, y: 3_000, resolution: 8, rotation }, { widthPx: 144, heightPx: 96 }];
    const pen = new Pen();
    inSlidePixels(pen, view, size);
    for (const point of [{ x: 5_000, y: 3_000 }, { x: 4_600, y: 3_300 }, { x: 0, y: 0 }]) {
      const [is, should] = [pen.at(point), toScreen({ ...view, ...size }, point)];
      expect(is.x).toBeCloseTo(should.x, 6);
      expect(is.y).toBeCloseTo(should.y, 6);
    }
  });
});
