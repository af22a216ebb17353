import type { SlideDetail } from '@parfocal/shared/api';
import { acrossPx, magnificationOf, type Mpp, resolutionAt, scaleBarOf, type SlidePoint, type SlideView } from '@parfocal/shared/geometry';
import { computed, onScopeDispose, type Ref, ref, shallowRef } from 'vue';
import type { SlideViewer } from '@/viewer';
import { useAppearance } from './useAppearance';
import { useSharpness } from './useSharpness';
import { useWhitePoint } from './useWhitePoint';

/** The turret of a microscope. */
export const OBJECTIVES = [1, 2, 4, 10, 20, 40] as const;

/** Room for the scale bar, in CSS pixels. */
const SCALE_BAR_PX = 112;

/** The hand rests after this. */
const STILL_MS = 350;

interface Collaborators {
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
}

/** What the microscope's controls show of a viewer, in the units a pathologist reads. */
export function useMicroscope({ viewer, slide }: Collaborators) {
  const view = shallowRef<SlideView | undefined>(viewer.view());
  const pointer = shallowRef<SlidePoint | null>(null);
  const isLoading = ref(false);
  /** While the person's own hand moves the slide. */
  const isMoving = ref(false);
  let still: ReturnType<typeof setTimeout> | undefined;
  const hasTrouble = ref(false);

  const stops = [
    viewer.onView((now, cause) => {
      view.value = now;
      if (cause === 'program') return;
      isMoving.value = true;
      clearTimeout(still);
      still = setTimeout(() => (isMoving.value = false), STILL_MS);
    }),
    viewer.onPointer((at) => (pointer.value = at)),
    viewer.onLoading((loading) => (isLoading.value = loading)),
    viewer.onTrouble((trouble) => (hasTrouble.value = trouble !== null)),
  ];
  onScopeDispose(() => {
    clearTimeout(still);
    for (const stop of stops) stop();
  });

  const appearance = useAppearance({ viewer, slide });
  const whitePoint = useWhitePoint({ viewer, appearance });
  const sharpness = useSharpness({ viewer });
  const isImagePanelOpen = ref(false);

  const mpp = computed(() => mppOf(slide.value));
  const magnification = computed(() => (view.value && mpp.value ? magnificationOf(view.value.resolution, mpp.value) : undefined));
  const scaleBar = computed(() => {
    if (!view.value) return undefined;
    return scaleBarOf(acrossPx(view.value, mpp.value), mpp.value ? 'µm' : 'px', SCALE_BAR_PX);
  });
  /** Where the pointer, or else the window's centre, is: µm where the scale is known, level-0 pixels where not. */
  const position = computed(() => {
    const at = pointer.value ?? view.value;
    if (!at) return undefined;
    return mpp.value ? { x: at.x * mpp.value.mppX, y: at.y * mpp.value.mppY, unit: 'µm' as const } : { x: at.x, y: at.y, unit: 'px' as const };
  });

  return {
    slide,
    appearance,
    whitePoint,
    sharpness,
    isImagePanelOpen,
    view,
    mpp,
    magnification,
    scaleBar,
    position,
    isLoading,
    isMoving,
    hasTrouble,
    /** Turns to an objective. Without a known scale, 40x is one level-0 pixel a CSS pixel, as most scans are. */
    turnTo: (power: number): void => viewer.zoomTo(mpp.value ? resolutionAt(power, mpp.value) : 40 / power),
    isAt: (power: number): boolean => {
      if (!view.value) return false;
      const shown = magnification.value ?? 40 / view.value.resolution;
      return Math.abs(shown / power - 1) < 0.02;
    },
  };
}

export type Microscope = ReturnType<typeof useMicroscope>;

/** Unknown is unknown: half a scale is none. */
export const mppOf = (slide: Pick<SlideDetail, 'mppX' | 'mppY'> | undefined): Mpp | undefined =>
  slide?.mppX && slide.mppY ? { mppX: slide.mppX, mppY: slide.mppY } : undefined;
