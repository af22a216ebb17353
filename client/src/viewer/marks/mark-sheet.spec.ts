import { toScreen } from '@parfocal/shared/geometry';
import { overlay } from './mark-sheet';

describe('mark sheet', () => {
  it.each([[false, false], [true, true], [false, true]])('laid over another view, shows every point where that view has it (mirrored: %p, %p)', (fromMirror, toMirror) => {
    const from = { x: 1000, y: 800, resolution: 2, rotation: 0.3, widthPx: 1120, heightPx: 720, isFlipped: fromMirror };
    const to = { x: 1200, y: 700, resolution: 1.5, rotation: -0.4, widthPx: 800, heightPx: 500, isFlipped: toMirror };
    const [a, b, c, d, e, f] = overlay(from, to);
    for (const point of [{ x: 0, y: 0 }, { x: 1500, y: 900 }]) {
      const [painted, wanted] = [toScreen(from, point), toScreen(to, point)];
      expect(a * painted.x + c * painted.y + e).toBeCloseTo(wanted.x, 6);
      expect(b * painted.x + d * painted.y + f).toBeCloseTo(wanted.y, 6);
    }
  });
});
