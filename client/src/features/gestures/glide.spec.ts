import { Glide, mixPoint, mixView } from './glide';

const view = { x: 0, y: 0, resolution: 1, rotation: 0, widthPx: 800, heightPx: 600 };

describe('Glide', () => {
  it('shows the first value at once and reaches every later one exactly', () => {
    const glide = new Glide(mixPoint);
    expect(glide.at(0)).toBeUndefined();
    glide.receive({ x: 0, y: 0 }, 0);
    expect(glide.at(0)).toEqual({ x: 0, y: 0 });
    glide.receive({ x: 10, y: 20 }, 33);
    expect(glide.at(33 + 16.5)).toEqual({ x: 5, y: 10 });
    expect(glide.at(33 + 33)).toEqual({ x: 10, y: 20 });
    expect(glide.at(60_000)).toEqual({ x: 10, y: 20 });
  });

  it('goes on from where it is when a message comes early', () => {
    const glide = new Glide(mixPoint);
    glide.receive({ x: 0, y: 0 }, 0);
    glide.receive({ x: 100, y: 0 }, 100);
    glide.receive({ x: 0, y: 0 }, 150);
    expect(glide.at(150)).toEqual({ x: 50, y: 0 });
  });

  it('does not crawl after a long rest', () => {
    const glide = new Glide(mixPoint);
    glide.receive({ x: 0, y: 0 }, 0);
    glide.receive({ x: 100, y: 0 }, 60_000);
    expect(glide.at(60_120)).toEqual({ x: 100, y: 0 });
  });
});

describe('mixView', () => {
  it('doubles the magnification evenly', () => {
    expect(mixView(view, { ...view, resolution: 4 }, 0.5).resolution).toBeCloseTo(2);
  });

  it('turns the short way round', () => {
    expect(mixView({ ...view, rotation: 3 }, { ...view, rotation: -3 }, 0.5).rotation).toBeCloseTo(Math.PI);
  });
});
