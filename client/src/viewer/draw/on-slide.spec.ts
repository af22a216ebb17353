import { annotationBox } from '@parfocal/shared/annotation';
import { pointOnSlide, shapeOnSlide } from './on-slide';

const slide = { widthPx: 1000, heightPx: 500 };

describe('on the slide', () => {
  it('points past an edge come to the edge', () => {
    expect(pointOnSlide({ x: -5, y: 700 }, slide)).toEqual({ x: 0, y: 500 });
  });

  it('a turned frame is moved in as a whole', () => {
    const geometry = shapeOnSlide({ kind: 'rectangle', geometry: [10, 490, 50, 20, 0.7] }, slide);
    const { minX, maxY } = annotationBox({ kind: 'rectangle', geometry });
    expect(minX).toBeCloseTo(0, 9);
    expect(maxY).toBeCloseTo(500, 9);
    expect(geometry.slice(2)).toEqual([50, 20, 0.7]);
  });

  it('what lies on the slide is not touched, to the last bit', () => {
    const geometry = [0.1 + 0.2, 0, 999.9, 500];
    expect(shapeOnSlide({ kind: 'line', geometry }, slide)).toEqual(geometry);
  });

  it('what is larger than the slide comes to its middle', () => {
    expect(shapeOnSlide({ kind: 'rectangle', geometry: [0, 0, 900, 100, 0] }, slide)).toEqual([500, 100, 900, 100, 0]);
  });
});
