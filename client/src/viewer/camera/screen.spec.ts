import { toScreen, viewCorners } from '@parfocal/shared/geometry';
import View from 'ol/View.js';
import { SLIDE_PROJECTION, toCoordinate } from '../tiles/projection';
import { normalAngle, pinned, projector, toSlide } from './screen';

const view = { x: 5000, y: 3000, resolution: 2.5, rotation: 0.7, widthPx: 800, heightPx: 600 };

describe('screen and slide', () => {
  it('are inverse of each other under any turn, in a mirror too', () => {
    for (const [rotation, isFlipped] of [[0, false], [0.7, false], [-2.9, false], [Math.PI, false], [0, true], [0.7, true], [-2.9, true]] as const) {
      const turned = { ...view, rotation, isFlipped };
      const { x, y } = toScreen(turned, toSlide(turned, { xPx: 123, yPx: 456 }));
      expect(x).toBeCloseTo(123, 9);
      expect(y).toBeCloseTo(456, 9);
    }
  });

  it('agree on the corners of the window', () => {
    const [topLeft] = viewCorners(view);
    const { x, y } = toSlide(view, { xPx: 0, yPx: 0 });
    expect(x).toBeCloseTo(topLeft!.x, 9);
    expect(y).toBeCloseTo(topLeft!.y, 9);
  });

  it.each([false, true])('a projector gives what toScreen gives (mirrored: %p)', (isFlipped) => {
    const out: [number, number] = [0, 0];
    projector({ ...view, isFlipped })(4321, 2345, out);
    const { x, y } = toScreen({ ...view, isFlipped }, { x: 4321, y: 2345 });
    expect(out[0]).toBeCloseTo(x, 9);
    expect(out[1]).toBeCloseTo(y, 9);
  });

  it('a mirror swaps left and right of the window and nothing else: the same part of the slide is seen', () => {
    for (const place of [{ xPx: 100, yPx: 500 }, { xPx: 800, yPx: 0 }]) {
      expect(toSlide({ ...view, isFlipped: true }, place)).toEqual(toSlide(view, { ...place, xPx: 800 - place.xPx }));
    }
  });

  it('a pinned view shows the point at the place', () => {
    const { x, y } = toScreen(pinned(view, { x: 100, y: 200 }, { xPx: 11, yPx: 22 }), { x: 100, y: 200 });
    expect([x, y].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([11, 22]);
  });

  it('an angle within half a turn is not touched, others come into it', () => {
    expect(normalAngle(-0.8)).toBe(-0.8);
    expect(normalAngle(Math.PI)).toBe(Math.PI);
    expect(normalAngle(-Math.PI)).toBe(Math.PI);
    expect(normalAngle(7)).toBeCloseTo(7 - 2 * Math.PI, 12);
  });

  it('OpenLayers is told the same place: its y points up, its turn is ours', () => {
    const olView = new View({ projection: SLIDE_PROJECTION, center: toCoordinate(view), resolution: view.resolution, rotation: view.rotation, constrainRotation: false });
    expect(olView.getCenter()).toEqual([5000, -3000]);
    // What lies right of the centre on a screen turned clockwise by r lies at angle -r on the slide, whose y points down.
    const right = toSlide(view, { xPx: 500, yPx: 300 });
    const [cos, sin] = [Math.cos(olView.getRotation()), Math.sin(olView.getRotation())];
    expect(right.x).toBeCloseTo(5000 + 250 * cos, 9);
    expect(toCoordinate(right)[1]).toBeCloseTo(-3000 + 250 * sin, 9);
  });
});
