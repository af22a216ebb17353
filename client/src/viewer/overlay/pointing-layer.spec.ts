import { jest } from '@jest/globals';
import { PointingLayer } from './pointing-layer';

const view = { x: 100, y: 50, resolution: 1, rotation: 0, widthPx: 200, heightPx: 100 };
const mark = { at: { x: 120, y: 60 }, name: 'Ben', colour: '#abc' };

describe('PointingLayer', () => {
  let parent: HTMLElement;
  let layer: PointingLayer;
  const pings = (): HTMLElement[] => [...parent.querySelectorAll<HTMLElement>('[data-ping]')];

  beforeEach(() => {
    jest.useFakeTimers();
    parent = document.createElement('div');
    layer = new PointingLayer(parent);
  });
  afterEach(() => {
    layer.dispose();
    jest.useRealTimers();
  });

  it('P1: shows rings with a name, which stay on their place of the slide, for some seconds', () => {
    layer.ping(mark, view);
    expect([pings()[0]!.textContent, pings()[0]!.style.transform]).toEqual(['Ben', 'translate(120.00px, 60.00px)']);
    layer.paint({ ...view, x: 110, resolution: 2 });
    expect(pings()[0]!.style.transform).toBe('translate(105.00px, 55.00px)');
    jest.advanceTimersByTime(4_000);
    expect(pings()).toEqual([]);
  });

  it('P1: shows no more rings at once than an eye can look for', () => {
    for (let i = 0; i < 50; i++) layer.ping(mark, view);
    expect(pings()).toHaveLength(8);
  });

  it('P4: dims all but the box, turned with the slide, until the lights are on', () => {
    const frame = (): string | null | undefined => parent.querySelectorAll('path')[1]?.getAttribute('d');
    layer.light({ minX: 90, minY: 40, maxX: 110, maxY: 60 }, view);
    expect(frame()).toBe('M90.0 40.0L110.0 40.0L110.0 60.0L90.0 60.0Z');
    layer.paint({ ...view, rotation: Math.PI / 2 });
    expect(frame()).not.toBe('M90.0 40.0L110.0 40.0L110.0 60.0L90.0 60.0Z');
    layer.light(null, view);
    expect(frame()).toBeNull();
  });

  it('keeps nothing for another slide', () => {
    layer.ping(mark, view);
    layer.light({ minX: 0, minY: 0, maxX: 1, maxY: 1 }, view);
    layer.clear();
    layer.paint(view);
    expect([pings().length, parent.querySelector('path')!.getAttribute('d')]).toEqual([0, null]);
  });
});
