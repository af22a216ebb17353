import { jest } from '@jest/globals';
import type { SlideDetail } from '@parfocal/shared/api';
import type { SlideView } from '@parfocal/shared/geometry';
import { ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import type { SlideViewer } from '@/viewer';
import type { CoverageStore } from './coverage-store';
import { type Coverage, useCoverage } from './useCoverage';

const image = { widthPx: 25_600, heightPx: 25_600, mppX: 0.25, mppY: 0.25 };
const detail = (id: string, rest: object = {}): SlideDetail => ({ id, image: { ...image, ...rest } }) as unknown as SlideDetail;

describe('useCoverage', () => {
  let coverage: Coverage;
  let stop: () => void;
  let now: SlideView;
  let shown: Partial<SlideView>[];
  let layers: unknown[];
  let moves: number;
  const kept = new Map<string, { columns: number; best: Uint16Array; at: number }>();
  const store: CoverageStore = {
    load: async (slideId) => kept.get(slideId),
    save: async (slideId, { columns, best }) => void kept.set(slideId, { columns, best: best.slice(), at: 0 }),
    remove: async (slideId) => void kept.delete(slideId),
  };
  const slide = shallowRef<SlideDetail>();
  const isLoading = ref(false);

  const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(0);
  const begin = async (opened = detail('a')): Promise<void> => {
    slide.value = opened;
    const viewer = { view: () => now, show: (view: Partial<SlideView>) => void shown.push(view), setOverviewLayer: (layer: unknown) => void layers.push(layer) } as unknown as SlideViewer;
    ({ result: coverage, stop } = inScope(() =>
      useCoverage({ viewer, slide, isLoading, store, beforeMove: () => void moves++, find: async (_, grid) => new Uint8Array(grid.size).fill(1) })));
    await settle();
  };
  const look = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    // jsdom paints nothing, and says so at length.
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    localStorage.clear();
    kept.clear();
    isLoading.value = false;
    [shown, layers, moves] = [[], [], 0];
    // All of the slide in the window, at 1x: a level-0 pixel of 0.25 µm, 40 of them a CSS pixel.
    now = { x: 12_800, y: 12_800, resolution: 40, rotation: 0, widthPx: 640, heightPx: 640 };
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('grows with what is looked at closely enough, and is kept for the next time', async () => {
    await begin();
    await look(2_000);
    expect(coverage.share.value).toBe(0);
    now = { ...now, resolution: 4, widthPx: 3200, heightPx: 6400 };
    await look(3_000);
    expect(coverage.share.value).toBeCloseTo(0.5, 1);
    stop();
    await begin();
    expect(coverage.share.value).toBeCloseTo(0.5, 1);
  });

  it('counts nothing that is not sharp', async () => {
    await begin();
    isLoading.value = true;
    now = { ...now, resolution: 4, widthPx: 6400, heightPx: 6400 };
    await look(3_000);
    expect(coverage.share.value).toBe(0);
  });

  it('asks for what the person asks for', async () => {
    await begin();
    now = { ...now, resolution: 20 };
    await look(1_000);
    coverage.askFor(2);
    await settle();
    expect(coverage.share.value).toBeGreaterThan(0.2);
    coverage.askFor(20);
    await settle();
    expect(coverage.share.value).toBe(0);
  });

  it('is laid over the overview only while it is wanted', async () => {
    await begin();
    expect(layers.every((layer) => layer === null)).toBe(true);
    coverage.show(true);
    await settle();
    expect(layers.at(-1)).toBeInstanceOf(HTMLCanvasElement);
    coverage.show(false);
    await settle();
    expect(layers.at(-1)).toBeNull();
  });

  it('goes to unseen tissue at the magnification asked for, and nowhere once all is seen', async () => {
    await begin();
    expect(coverage.goToUnseen()).toBe(true);
    expect([shown[0]!.resolution, moves]).toEqual([4, 1]);
    now = { ...now, resolution: 4, widthPx: 6400, heightPx: 6400 };
    await look(2_000);
    expect([coverage.share.value, coverage.goToUnseen(), moves]).toEqual([1, false, 1]);
  });

  it('forgets at once and for good', async () => {
    await begin();
    now = { ...now, resolution: 4, widthPx: 6400, heightPx: 6400 };
    await look(3_000);
    expect(kept.has('a')).toBe(true);
    isLoading.value = true;
    await coverage.clear();
    expect([coverage.share.value, kept.has('a')]).toEqual([0, false]);
  });

  it('keeps each slide’s own map, and takes none of another shape', async () => {
    kept.set('b', { columns: 7, best: new Uint16Array(49).fill(4000), at: 0 });
    await begin();
    now = { ...now, resolution: 4, widthPx: 6400, heightPx: 6400 };
    await look(3_000);
    isLoading.value = true;
    slide.value = detail('b');
    await settle();
    expect(coverage.share.value).toBe(0);
    slide.value = detail('a');
    await settle();
    expect(coverage.share.value).toBe(1);
  });

  it('takes 40x for pixel by pixel where the scale is unknown', async () => {
    await begin(detail('c', { mppX: undefined }));
    coverage.goToUnseen();
    expect(shown[0]!.resolution).toBe(4);
  });
});
