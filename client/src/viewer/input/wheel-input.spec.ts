import { Taps } from './taps';
import { Speed } from './speed';
import { FocusTravel, wheelFactor } from './wheel-input';

describe('wheel', () => {
  const wheel = (deltaY: number, deltaMode = 0, ctrlKey = false) => wheelFactor({ deltaY, deltaMode, ctrlKey });

  it('zooms in upwards and out downwards by the same factor', () => {
    expect(wheel(-100)).toBeLessThan(1);
    expect(wheel(100) * wheel(-100)).toBeCloseTo(1, 12);
  });

  it('takes lines for what they are in pixels, and a pinch for more', () => {
    expect(wheel(3, 1)).toBe(wheel(120));
    expect(wheel(5, 0, true)).toBe(wheel(40));
  });

  it('does not jump across the pyramid with a wheel that spins freely', () => {
    expect(wheel(100_000)).toBe(wheel(240));
  });
});

describe('fine focus by wheel', () => {
  const wheel = (deltaY: number, deltaX = 0) => ({ deltaY, deltaX, deltaMode: 0 });

  it('is one plane a notch, upwards for a turn away from the hand', () => {
    const travel = new FocusTravel();
    expect([travel.planes(wheel(-100), 0), travel.planes(wheel(-120), 50), travel.planes(wheel(100), 100)]).toEqual([1, 1, -1]);
  });

  it('takes what Shift turned sideways', () => {
    expect(new FocusTravel().planes(wheel(0, -100), 0)).toBe(1);
  });

  it('adds up the small steps of a trackpad, but not those of an earlier gesture', () => {
    const travel = new FocusTravel();
    expect([0, 20, 40, 60].map((nowMs) => travel.planes(wheel(-20), nowMs))).toEqual([0, 0, 1, 0]);
    expect([1000, 1020].map((nowMs) => travel.planes(wheel(-20), nowMs))).toEqual([0, 0]);
  });
});

describe('taps', () => {
  it('a second press soon and near is a double, a third begins anew', () => {
    const taps = new Taps();
    expect([taps.press({ xPx: 5, yPx: 5 }, 0, false), taps.press({ xPx: 6, yPx: 5 }, 200, false), taps.press({ xPx: 6, yPx: 5 }, 300, false)]).toEqual([1, 2, 1]);
  });

  it('a press later or elsewhere is not', () => {
    const taps = new Taps();
    expect([taps.press({ xPx: 5, yPx: 5 }, 0, false), taps.press({ xPx: 25, yPx: 5 }, 100, false), taps.press({ xPx: 25, yPx: 5 }, 900, false)]).toEqual([1, 1, 1]);
    expect(new Taps().press({ xPx: 0, yPx: 0 }, 0, true)).toBe(1);
  });
});

describe('speed', () => {
  it('is that of the last moments', () => {
    const speed = new Speed();
    for (let i = 0; i <= 10; i++) speed.add({ xPx: i * 20, yPx: -i * 10 }, i * 10);
    expect(speed.at(100)).toEqual({ xPxPerMs: 2, yPxPerMs: -1 });
  });

  it('is none after a stop', () => {
    const speed = new Speed();
    speed.add({ xPx: 0, yPx: 0 }, 0);
    speed.add({ xPx: 50, yPx: 0 }, 10);
    expect(speed.at(200)).toEqual({ xPxPerMs: 0, yPxPerMs: 0 });
  });
});
