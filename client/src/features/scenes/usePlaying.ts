import type { Scene } from '@parfocal/shared/api';
import { computed, type Ref, ref, watch } from 'vue';

interface Collaborators {
  scenes: Ref<readonly Scene[]>;
  /** One whose slide cannot be shown is passed over. */
  canShow: (scene: Scene) => boolean;
  go: (scene: Scene) => void;
}

/** Going through the scenes: at which one this person is, and the way to the next. */
export function usePlaying({ scenes, canShow, go }: Collaborators) {
  const currentId = ref<string>();
  const index = computed(() => scenes.value.findIndex(({ id }) => id === currentId.value));
  /** Where the current one was, for when somebody removes it: the next is then the one in its place. */
  let last = 0;
  watch(index, (at) => {
    if (at >= 0) last = at;
  }, { flush: 'sync' });

  const firstTry = (by: 1 | -1): number => {
    if (currentId.value === undefined) return by === 1 ? 0 : scenes.value.length - 1;
    if (index.value >= 0) return index.value + by;
    return by === 1 ? last : last - 1;
  };
  const neighbour = (by: 1 | -1): Scene | undefined => {
    for (let at = firstTry(by); ; at += by) {
      const scene = scenes.value[at];
      if (!scene || canShow(scene)) return scene;
    }
  };
  const show = (scene: Scene): void => {
    currentId.value = scene.id;
    go(scene);
  };

  return {
    current: computed<Scene | undefined>(() => scenes.value[index.value]),
    isPlaying: computed(() => currentId.value !== undefined),
    /** Counted from 1; 0 where the current one is gone. */
    position: computed(() => index.value + 1),
    hasNext: computed(() => neighbour(1) !== undefined),
    hasBefore: computed(() => neighbour(-1) !== undefined),
    show,
    /** To the next one or the one before; from nowhere to the first or the last. `false` where there is none. */
    step(by: 1 | -1): boolean {
      const next = neighbour(by);
      if (next) show(next);
      return next !== undefined;
    },
    stop: (): void => void (currentId.value = undefined),
  };
}

export type Playing = ReturnType<typeof usePlaying>;
