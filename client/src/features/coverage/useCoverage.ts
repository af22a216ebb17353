import type { SlideDetail } from '@parfocal/shared/api';
import { magnificationOf, resolutionAt } from '@parfocal/shared/geometry';
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { useStored } from '@/lib';
import type { SlideViewer } from '@/viewer';
import { CoverageGrid } from './coverage-grid';
import type { CoverageStore } from './coverage-store';
import { Dwell, TICK_MS } from './dwell';
import { findTissue } from './find-tissue';
import { paintCoverage } from './paint-coverage';
import type { Tissue } from './tissue';
import { nextUnseen, shareSeen } from './unseen';

/** What “seen” may ask for at least. */
export const POWERS = [2, 4, 10, 20] as const;

/** The map is kept so long after something new was seen, and painted anew at most so often. */
const SAVE_MS = 1_000;
const PAINT_MS = 500;
const GO_MS = 300;

interface Collaborators {
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
  isLoading: Ref<boolean>;
  store: CoverageStore;
  /** Going somewhere is looking around: whoever is followed is let go. */
  beforeMove: () => void;
  find?: typeof findTissue;
}

/** A private record of which tissue this person has looked at, and how closely: kept in this browser, sent to nobody. */
export function useCoverage({ viewer, slide, isLoading, store, beforeMove, find = findTissue }: Collaborators) {
  const shown = useStored<'on' | 'off'>('parfocal:coverage-shown', (raw) => (raw === 'on' ? 'on' : 'off'));
  const storedPower = useStored('parfocal:coverage-power', (raw) => (POWERS.some((power) => String(power) === raw) ? (raw ?? '10') : '10'));
  const power = computed(() => Number(storedPower.value));
  const share = ref<number>();
  const tissue = shallowRef<Tissue>();
  const isReady = ref(false);
  const canvas = document.createElement('canvas');
  let open: { readonly slide: SlideDetail; readonly grid: CoverageGrid; readonly dwell: Dwell } | undefined;
  let [isUnsaved, isUnpainted] = [false, false];
  let savedMs = 0;
  let paintedMs = 0;

  const mpp = ({ image: { mppX, mppY } }: SlideDetail) => (mppX && mppY ? { mppX, mppY } : undefined);
  /** Where the scale is unknown, 40x is one level-0 pixel a CSS pixel, as on the microscope's own keys. */
  const magnificationAt = (of: SlideDetail, resolution: number): number => {
    const scale = mpp(of);
    return scale ? magnificationOf(resolution, scale) : 40 / resolution;
  };
  const resolutionFor = (of: SlideDetail): number => {
    const scale = mpp(of);
    return scale ? resolutionAt(power.value, scale) : 40 / power.value;
  };

  const paint = (): void => {
    isUnpainted = false;
    paintedMs = performance.now();
    share.value = open && tissue.value && shareSeen(open.grid, tissue.value, power.value);
    const isShown = shown.value === 'on' && open && tissue.value;
    if (isShown) paintCoverage(canvas, open!.grid, tissue.value!, power.value);
    viewer.setOverviewLayer(isShown ? canvas : null);
  };
  const save = (): void => {
    savedMs = performance.now();
    if (!open || !isUnsaved) return;
    isUnsaved = false;
    void store.save(open.slide.id, open.grid);
  };
  const begin = async (next: SlideDetail | undefined): Promise<void> => {
    save();
    open = undefined;
    tissue.value = undefined;
    isReady.value = false;
    paint();
    if (!next) return;
    const grid = new CoverageGrid(next.image);
    const mine = (open = { slide: next, grid, dwell: new Dwell(grid) });
    const [kept, found] = await Promise.all([store.load(next.id), find(next, grid)]);
    if (open !== mine) return;
    if (kept?.columns === grid.columns) grid.merge(kept.best);
    tissue.value = found;
    isReady.value = true;
    paint();
  };
  const look = (): void => {
    if (!open) return;
    const nowMs = performance.now();
    const view = isLoading.value || document.hidden ? undefined : viewer.view();
    if (open.dwell.look(view, view ? magnificationAt(open.slide, view.resolution) : 0)) isUnsaved = isUnpainted = true;
    if (isUnpainted && nowMs - paintedMs >= PAINT_MS) paint();
    if (isUnsaved && nowMs - savedMs >= SAVE_MS) save();
  };

  watch(slide, begin, { immediate: true, flush: 'post' });
  watch([shown, power], paint);
  const timer = setInterval(look, TICK_MS);
  window.addEventListener('pagehide', save);
  onScopeDispose(() => {
    clearInterval(timer);
    window.removeEventListener('pagehide', save);
    save();
  });

  return {
    /** Laid over the overview. */
    isShown: computed(() => shown.value === 'on'),
    show: (on: boolean): void => void (shown.value = on ? 'on' : 'off'),
    power,
    /** Without a scale there is no magnification: `power` is then a share of level-0 pixels, 40 being all of them. */
    hasScale: computed(() => slide.value !== undefined && mpp(slide.value) !== undefined),
    /** What “seen” means from now on: one of {@link POWERS}. */
    askFor: (next: number): void => void (storedPower.value = String(next)),
    /** Of the tissue, seen at `power` or more, 0 to 1; nothing until it is known, or without tissue. */
    share,
    /** The tissue has been looked for. */
    isReady,
    /** False where there is nothing left to go to. */
    goToUnseen(): boolean {
      const view = viewer.view();
      if (!open || !tissue.value || !view) return false;
      const resolution = resolutionFor(open.slide);
      const next = nextUnseen(open.grid, tissue.value, power.value, view, { widthPx: view.widthPx * resolution, heightPx: view.heightPx * resolution });
      if (!next) return false;
      beforeMove();
      viewer.show({ ...next, resolution, rotation: view.rotation }, GO_MS);
      return true;
    },
    async clear(): Promise<void> {
      if (!open) return;
      isUnsaved = false;
      open.grid.clear();
      paint();
      await store.remove(open.slide.id);
    },
  };
}

export type Coverage = ReturnType<typeof useCoverage>;
