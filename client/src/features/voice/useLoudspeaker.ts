import { computed, readonly, ref, watch } from 'vue';
import { SYSTEM_DEFAULT, useDevices } from './useDevices';

interface Collaborators {
  media: MediaDevices | undefined;
}

/** The one loudspeaker of this page: which there are, where the browser lets a page choose, and which is used now. */
export function useLoudspeaker({ media }: Collaborators) {
  const mayChoose = 'setSinkId' in HTMLMediaElement.prototype;
  const known = useDevices({ media: mayChoose ? media : undefined, kind: 'audiooutput' });
  /** Where sound goes: the chosen one while it is there, else the system's own. */
  const sinkId = computed(() => (known.isListed.value ? known.chosenId.value : SYSTEM_DEFAULT));
  /** The chosen loudspeaker went away and the system's own took its place. */
  const fellBack = ref(false);

  watch([sinkId, known.chosenId], ([now, chosen], [before, chosenBefore]) => {
    if (now === SYSTEM_DEFAULT && before !== SYSTEM_DEFAULT && chosen === chosenBefore) fellBack.value = true;
    else if (now !== before || chosen !== chosenBefore) fellBack.value = false;
  }, { flush: 'sync' });

  return { ...known, sinkId, fellBack: readonly(fellBack) };
}

export type Loudspeaker = ReturnType<typeof useLoudspeaker>;
