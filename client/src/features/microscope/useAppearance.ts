import type { SlideDetail } from '@parfocal/shared/api';
import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import { appearanceFor, type ChannelAppearance, DEFAULT_APPEARANCE, isColourAdjusted, readAppearance, sameAppearance, type SlideAppearance, type SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
}

const COLOURS = ['brightness', 'contrast', 'gamma', 'saturation', 'whitePoint', 'isColourManaged'] as const;

/**
 * How the slide is shown, and the hands that change it. A tab remembers it for each slide, so that going to and fro
 * between slides keeps what was set; the next tab begins with the scanner's own colours.
 */
export function useAppearance({ viewer, slide }: Collaborators) {
  const appearance = shallowRef<SlideAppearance>(viewer.appearance());
  const first = computed(() => (slide.value ? appearanceFor(slide.value) : DEFAULT_APPEARANCE));
  /** The slide whose memory was taken out: a slide begins as it is stored, which is nothing to remember. */
  let known: string | undefined;

  const stop = viewer.onAppearance((now) => {
    appearance.value = now;
    if (slide.value && slide.value.id === known) remember(slide.value.id, sameAppearance(now, first.value) ? null : now);
  });
  onScopeDispose(stop);

  // After the viewer has opened it. What a link brought along stands.
  watch(slide, (now) => {
    known = now?.id;
    const before = now && recall(now.id);
    if (now && before !== undefined && sameAppearance(viewer.appearance(), first.value)) viewer.setAppearance(readAppearance(before, now));
  }, { flush: 'post', immediate: true });

  const change = (part: Partial<SlideAppearance>): void => viewer.setAppearance({ ...viewer.appearance(), ...part });
  const original = <K extends keyof SlideAppearance>(keys: readonly K[]): Pick<SlideAppearance, K> => Object.fromEntries(keys.map((key) => [key, first.value[key]])) as Pick<SlideAppearance, K>;

  return {
    appearance,
    first,
    change,
    /** Colours are other than the scanner's. */
    isAdjusted: computed(() => isColourAdjusted(appearance.value, first.value)),
    changeChannel(index: number, part: Partial<ChannelAppearance>): void {
      change({ channels: viewer.appearance().channels.map((channel, i) => (i === index ? { ...channel, ...part } : channel)) });
    },
    /** One channel alone, or all again if it is alone already. */
    solo(index: number): void {
      const { channels } = viewer.appearance();
      const isAlone = channels.every(({ on }, i) => on === (i === index));
      change({ channels: channels.map((channel, i) => ({ ...channel, on: isAlone || i === index })) });
    },
    resetColours: (): void => change(original([...COLOURS, 'channels'])),
  };
}

export type Appearance = ReturnType<typeof useAppearance>;

const keyOf = (slideId: string): string => `parfocal.appearance.${slideId}`;

/** A browser that keeps nothing forgets it, and that is all. */
function remember(slideId: string, appearance: SlideAppearance | null): void {
  try {
    if (appearance) sessionStorage.setItem(keyOf(slideId), JSON.stringify(appearance));
    else sessionStorage.removeItem(keyOf(slideId));
  } catch {
    return;
  }
}

function recall(slideId: string): unknown {
  try {
    const kept = sessionStorage.getItem(keyOf(slideId));
    return kept === null ? undefined : (JSON.parse(kept) as unknown);
  } catch {
    return undefined;
  }
}
