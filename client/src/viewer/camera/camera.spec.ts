import { viewOnGrid } from '@parfocal/shared/geometry';
import { Camera } from './camera';
import { coast } from './coast';
import { ZoomGlide } from './glide';

const SLIDE = { widthPx: 20_000, heightPx: 10_000 };
const WINDOW = { widthPx: 1000, heightPx: 500 };

function opened(): Camera {
  const camera = new Camera(() => undefined);
  camera.resize(WINDOW);
  camera.open(SLIDE);
  camera.frame(0);
  return camera;
}

describe('camera', () => {
  it('fits a slide once it has both a slide and a window', () => {
    const camera = new Camera(() => undefined);
    camera.open(SLIDE);
    expect(camera.view).toBeUndefined();
    camera.resize(WINDOW);
    expect(camera.view).toMatchObject({ x: 10_000, y: 5_000, rotation: 0, ...WINDOW });
    expect(camera.frame(0)?.cause).toBe('program');
  });

  it('shows what was asked for before there was a window', () => {
    const camera = new Camera(() => undefined);
    camera.open(SLIDE);
    camera.show({ x: 1, y: 2, resolution: 3, rotation: 0.125 }, 500);
    camera.resize(WINDOW);
    expect(camera.view).toEqual({ x: 1, y: 2, resolution: 3, rotation: 0.125, ...WINDOW });
  });

  it('tells where a motion will end, as long as it is under way', () => {
    const camera = opened();
    expect(camera.heading).toBeUndefined();
    camera.show({ x: 1, y: 2, resolution: 3, rotation: 0.125 }, 100);
    expect(camera.heading).toMatchObject({ x: 1, y: 2, resolution: 3, rotation: 0.125 });
    for (const motion of [new ZoomGlide(camera.view!, 5, { xPx: 100, yPx: 20 }), coast(0.8, -0.5)]) {
      camera.start(motion);
      const promised = camera.heading!;
      for (let nowMs = 0; camera.heading; nowMs += 1000 / 60) camera.frame(nowMs);
      const apart = Math.hypot(promised.x - camera.view!.x, promised.y - camera.view!.y) / camera.view!.resolution;
      expect(apart).toBeLessThan(40);
      expect(camera.view!.resolution).toBeCloseTo(promised.resolution, 3);
    }
  });

  it('reproduces a program\'s view to the last bit, also out of a hand\'s reach, at once and after a flight', () => {
    const wanted = viewOnGrid({ x: -512.123, y: 30_000.7, resolution: 333.333, rotation: -2.345, ...WINDOW });
    const camera = opened();
    camera.show(wanted, 0);
    expect(camera.view).toEqual(wanted);

    const flying = opened();
    flying.show(wanted, 300);
    for (const nowMs of [0, 100, 200, 301]) flying.frame(nowMs);
    expect(flying.view).toEqual(wanted);
    expect(flying.frame(400)).toBeUndefined();
  });

  it('adds up steps that are finer than what is painted', () => {
    const camera = opened();
    for (let i = 0; i < 100; i++) {
      camera.start({ cause: 'hand', step: (view) => ({ view: { ...view, x: view.x + 0.001 }, arrived: true }) });
      camera.frame(i);
    }
    expect(camera.view!.x).toBeCloseTo(10_000.1, 2);
  });

  it('holds a hand within reach, and lets it stay where a program has put it', () => {
    const camera = opened();
    camera.place({ ...camera.view!, x: -99_999, resolution: 1e-9 }, 'hand');
    expect(camera.view).toMatchObject({ x: 0, resolution: 1 / 4 });
    camera.show({ x: -500, y: 5_000, resolution: 0.125, rotation: 0 }, 0);
    camera.place({ ...camera.view!, y: 4_000 }, 'hand');
    expect(camera.view).toMatchObject({ x: -500, y: 4_000, resolution: 0.125 });
  });

  it('shows all of a box, turned as the slide is, and no closer than told', () => {
    const camera = opened();
    camera.showBox({ minX: 1000, minY: 1000, maxX: 3000, maxY: 1500 }, 1, 0);
    expect(camera.view).toMatchObject({ x: 2000, y: 1250, resolution: Math.fround(2000 / 900) });
    camera.showBox({ minX: 1000, minY: 1000, maxX: 1002, maxY: 1002 }, 1, 0);
    expect(camera.view).toMatchObject({ x: 1001, y: 1001, resolution: 1 });
  });

  it('tells a change once a frame, and a hand in it outweighs a program', () => {
    const camera = opened();
    camera.show({ x: 1, y: 1, resolution: 1, rotation: 0 }, 0);
    expect(camera.frame(1)?.cause).toBe('program');
    camera.place({ ...camera.view!, x: 2 }, 'hand');
    camera.show({ x: 3, y: 1, resolution: 1, rotation: 0 }, 0);
    expect(camera.frame(2)?.cause).toBe('hand');
    expect(camera.frame(3)).toBeUndefined();
  });

  it('a hand ends a program\'s flight at once', () => {
    const camera = opened();
    camera.show({ x: 1, y: 1, resolution: 1, rotation: 0 }, 1000);
    camera.frame(0);
    camera.frame(100);
    const held = { ...camera.view!, x: camera.view!.x + 5 };
    camera.place(held, 'hand');
    camera.frame(200);
    camera.frame(2000);
    expect(camera.view).toEqual(held);
  });

  it('a wheel\'s first step is heard of although a follower shows a view every frame', () => {
    const camera = opened();
    const leader = { x: 100, y: 100, resolution: 2, rotation: 0 };
    camera.show(leader, 0);
    camera.frame(0);
    camera.start(new ZoomGlide(camera.view!, 1, { xPx: 500, yPx: 250 }));
    camera.show(leader, 0);
    expect(camera.frame(16)?.cause).toBe('hand');
    expect(camera.view!.resolution).toBeLessThan(2);
    camera.show(leader, 0);
    expect(camera.view).toMatchObject(leader);
  });

  it('keeps centre and scale when the window changes, which is no hand', () => {
    const camera = opened();
    camera.show({ x: 7, y: 8, resolution: 2, rotation: 1 }, 0);
    camera.frame(0);
    camera.resize({ widthPx: 300, heightPx: 200 });
    expect(camera.frame(1)).toEqual({ cause: 'program', view: { x: 7, y: 8, resolution: 2, rotation: 1, widthPx: 300, heightPx: 200 } });
  });

  it('a thrown slide comes to rest', () => {
    const camera = opened();
    camera.show({ x: 10_000, y: 5_000, resolution: 1, rotation: 0 }, 0);
    camera.start(coast(1, 0));
    for (let nowMs = 0; nowMs < 3_000; nowMs += 16) camera.frame(nowMs);
    expect(camera.frame(3_100)).toBeUndefined();
    expect(camera.view!.x).toBeLessThan(10_000 - 150);
    expect(camera.view!.y).toBe(5_000);
  });
});
