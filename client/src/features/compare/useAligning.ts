import { carriedPoint, distancePx, type PointPair, type Similarity, similarityOfPairs, type SlidePoint } from '@parfocal/shared/geometry';
import { computed, ref, shallowRef } from 'vue';

/** Landmarks a slide: two tell offset, angle and scale. */
export const LANDMARKS = 2;

/** On which of the two slides: the session's, or the other. */
export type Side = 'session' | 'reference';

type Landmarks = Readonly<Record<Side, readonly SlidePoint[]>>;

const NONE: Landmarks = { session: [], reference: [] };

/**
 * Aligning one pane's slide to the session's by landmarks that a person points out on both, in any order. A further click
 * moves the landmark nearest to it, so that the preview can be made better until it is right.
 */
export function useAligning() {
  /** The pane that is being aligned. */
  const paneKey = ref<number>();
  const landmarks = shallowRef<Landmarks>(NONE);
  /** How the slides lay to each other before. */
  let before: Similarity | undefined;

  const pairs = computed<PointPair[]>(() => {
    const { session, reference } = landmarks.value;
    return session.slice(0, reference.length).map((from, i) => ({ from, to: reference[i]! }));
  });
  const similarity = computed(() => (pairs.value.length === LANDMARKS ? similarityOfPairs(pairs.value) : undefined));

  return {
    paneKey,
    landmarks,
    /** The alignment that the landmarks make; none while some are missing, or where they lie too close to each other. */
    similarity,
    /** All are there, and they tell nothing. */
    isDegenerate: computed(() => pairs.value.length === LANDMARKS && similarity.value === undefined),
    /** What to show meanwhile: the first pair already tells where, but not how far turned. */
    preview: computed<Similarity | undefined>(() => {
      const [first] = pairs.value;
      if (similarity.value || !first || !before) return similarity.value;
      const at = carriedPoint(before, first.from);
      return { ...before, dx: before.dx + first.to.x - at.x, dy: before.dy + first.to.y - at.y };
    }),
    start(key: number, relation: Similarity | undefined): void {
      paneKey.value = key;
      before = relation;
      landmarks.value = NONE;
    },
    place(side: Side, at: SlidePoint): void {
      if (paneKey.value === undefined) return;
      landmarks.value = { ...landmarks.value, [side]: placed(landmarks.value[side], at) };
    },
    again: (): void => void (landmarks.value = NONE),
    stop(): void {
      paneKey.value = undefined;
      landmarks.value = NONE;
    },
  };
}

export type Aligning = ReturnType<typeof useAligning>;

function placed(points: readonly SlidePoint[], at: SlidePoint): readonly SlidePoint[] {
  if (points.length < LANDMARKS) return [...points, at];
  const nearest = points.reduce((best, point, i) => (distancePx(point, at) < distancePx(points[best]!, at) ? i : best), 0);
  return points.map((point, i) => (i === nearest ? at : point));
}
