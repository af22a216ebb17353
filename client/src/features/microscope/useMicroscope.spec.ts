import { jest } from '@jest/globals';
import type { SlideDetail } from '@parfocal/shared/api';
import { shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { slideOf } from './testing/slide';
import { TellingViewer } from './testing/telling-viewer';
import { type Microscope, mppOf, useMicroscope } from './useMicroscope';

describe('useMicroscope', () => {
  const slide = shallowRef<SlideDetail>();
  let viewer: TellingViewer;
  let microscope: Microscope;
  let stop: () => void;

  /** A quarter of a micron a pixel, as a 40x scan has; or a scale that is not known. */
  const begin = (mpp: number | null): void => {
    slide.value = slideOf({ mppX: mpp, mppY: mpp });
    viewer = new TellingViewer();
    ({ result: microscope, stop } = inScope(() => useMicroscope({ viewer: viewer.asViewer, slide })));
  };

  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('shows nothing before there is a view', () => {
    begin(0.25);
    expect([microscope.magnification.value, microscope.scaleBar.value, microscope.position.value]).toEqual([undefined, undefined, undefined]);
    expect(microscope.isAt(40)).toBe(false);
  });

  it('names the true magnification, and turns to it', () => {
    begin(0.25);
    viewer.look(4);
    expect(microscope.magnification.value).toBe(10);
    expect([1, 2, 4, 10, 20, 40].filter(microscope.isAt)).toEqual([10]);
    microscope.turnTo(40);
    expect(viewer.zooms).toEqual([1]);
  });

  it('says nothing in µm where the scale is unknown, and takes 40x for pixel by pixel', () => {
    begin(null);
    viewer.look(2);
    expect(microscope.magnification.value).toBeUndefined();
    expect(microscope.scaleBar.value?.length.unit).toBe('px');
    expect(microscope.position.value).toEqual({ x: 100, y: 200, unit: 'px' });
    expect(microscope.isAt(20)).toBe(true);
    microscope.turnTo(40);
    expect(viewer.zooms).toEqual([1]);
  });

  it('draws a scale bar as long as it says', () => {
    begin(0.25);
    viewer.look(4);
    const bar = microscope.scaleBar.value!;
    expect(bar.length).toEqual({ value: 100, unit: 'µm' });
    expect(bar.widthPx * 4 * 0.25).toBeCloseTo(100);
  });

  it('tells where the pointer is, and where the window’s centre is once it left', () => {
    begin(0.5);
    viewer.look(1);
    viewer.point({ x: 10, y: 20 });
    expect(microscope.position.value).toEqual({ x: 5, y: 10, unit: 'µm' });
    viewer.point(null);
    expect(microscope.position.value).toEqual({ x: 50, y: 100, unit: 'µm' });
  });

  it('moves while the person’s own hand does, and rests soon after', () => {
    begin(0.5);
    viewer.look(1);
    expect(microscope.isMoving.value).toBe(false);
    viewer.look(2, 'hand');
    expect(microscope.isMoving.value).toBe(true);
    jest.advanceTimersByTime(200);
    viewer.look(3, 'hand');
    jest.advanceTimersByTime(200);
    expect(microscope.isMoving.value).toBe(true);
    jest.advanceTimersByTime(200);
    expect(microscope.isMoving.value).toBe(false);
  });

  it('tells trouble with tiles, and its end', () => {
    begin(0.5);
    viewer.trouble('tiles');
    expect(microscope.hasTrouble.value).toBe(true);
    viewer.trouble(null);
    expect(microscope.hasTrouble.value).toBe(false);
  });

  it('leaves no listener and no timer behind', () => {
    begin(0.5);
    viewer.look(1, 'hand');
    stop();
    expect(viewer.listenerCount + jest.getTimerCount()).toBe(0);
  });
});

describe('mppOf', () => {
  it.each([
    [{ mppX: 0.25, mppY: 0.26 }, { mppX: 0.25, mppY: 0.26 }],
    [{ mppX: 0.25, mppY: null }, undefined],
    [{ mppX: null, mppY: 0.25 }, undefined],
    [{ mppX: 0, mppY: 0 }, undefined],
    [undefined, undefined],
  ])('of %o is %o', (slide, mpp) => {
    expect(mppOf(slide)).toEqual(mpp);
  });
});
