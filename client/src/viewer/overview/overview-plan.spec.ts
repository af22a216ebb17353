import { fromOverview, onOverview, overviewPlan, sameWindows, windowOnOverview } from './overview-plan';

const plan = overviewPlan({ widthPx: 20_000, heightPx: 10_000 }, { widthPx: 200, heightPx: 200 });

describe('overview', () => {
  it('shows the whole slide in the middle, its aspect kept', () => {
    expect(plan).toEqual({ scale: 0.01, xPx: 0, yPx: 50 });
    expect(onOverview(plan, { x: 20_000, y: 10_000 })).toEqual({ xPx: 200, yPx: 150 });
  });

  it('finds the slide point under a place', () => {
    expect(fromOverview(plan, onOverview(plan, { x: 1234, y: 5678 }))).toEqual({ x: expect.closeTo(1234, 6), y: expect.closeTo(5678, 6) });
  });

  it('turns the box of a turned window', () => {
    const [a, b] = windowOnOverview(plan, { x: 10_000, y: 5_000, resolution: 5, rotation: Math.PI / 2, widthPx: 1000, heightPx: 600 });
    expect(a!.xPx).toBeCloseTo(b!.xPx, 6);
    expect(Math.abs(a!.yPx - b!.yPx)).toBeCloseTo(50, 6);
  });

  it('keeps the box of a close look large enough to be seen', () => {
    const corners = windowOnOverview(plan, { x: 10_000, y: 5_000, resolution: 0.25, rotation: 0, widthPx: 1000, heightPx: 500 });
    expect(corners[2]!.yPx - corners[0]!.yPx).toBeCloseTo(9, 6);
    expect(corners[2]!.xPx - corners[0]!.xPx).toBeCloseTo(18, 6);
  });

  it('knows boxes that did not move, so that a session at rest paints nothing', () => {
    const view = { x: 1, y: 2, resolution: 3, rotation: 0, widthPx: 400, heightPx: 300 };
    const mark = { key: 'a', view, colour: '#fff', own: false };
    expect(sameWindows([mark], [{ ...mark, view: { ...view } }, { ...mark, key: 'own', own: true }])).toBe(true);
    for (const other of [{ ...mark, key: 'b' }, { ...mark, colour: '#000' }, ...Object.keys(view).map((key) => ({ ...mark, view: { ...view, [key]: 99 } }))]) expect(sameWindows([mark], [other])).toBe(false);
    expect(sameWindows([mark], [])).toBe(false);
  });
});
