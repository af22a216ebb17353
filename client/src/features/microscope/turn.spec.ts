import { jest } from '@jest/globals';
import type { SlideView } from '@parfocal/shared/geometry';
import type { SlideViewer } from '@/viewer';
import { turnOf, turnTo } from './turn';

const turned = (rotation: number, isFlipped = false): SlideView => ({ x: 0, y: 0, resolution: 1, rotation, widthPx: 9, heightPx: 9, isFlipped });

describe('turn', () => {
  it.each([[0, 0], [Math.PI / 2, 90], [-Math.PI / 2, -90], [Math.PI * 1.5, -90], [Math.PI * 4, 0]])('%d radians are %d degrees', (rotation, degrees) => {
    expect(turnOf(turned(rotation))).toBeCloseTo(degrees, 9);
  });

  it.each([false, true])('is clockwise for the eye, mirrored or not (%p)', (isFlipped) => {
    const rotateTo = jest.fn<SlideViewer['rotateTo']>();
    turnTo({ view: () => turned(0, isFlipped), rotateTo } as unknown as SlideViewer, 30);
    expect(turnOf(turned(rotateTo.mock.calls[0]![0], isFlipped))).toBeCloseTo(30, 9);
    expect(Math.sign(rotateTo.mock.calls[0]![0])).toBe(isFlipped ? -1 : 1);
  });
});
