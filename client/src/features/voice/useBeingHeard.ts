import { computed, ref, type Ref, watch } from 'vue';

/** This loud is speech and not a room; a share of the meter's scale. */
const SPEECH_LEVEL = 0.35;
/** The server tells a new voice within a quarter of a second; after so many loud measurements (of 80 ms) it does not hear it. */
export const UNHEARD_AFTER = 20;

interface Collaborators {
  /** Of the own microphone, 0 to 1, as this browser measures it. */
  level: Readonly<Ref<number>>;
  muted: Readonly<Ref<boolean>>;
  /** The server hears this peer now. */
  isSpeaking: Readonly<Ref<boolean>>;
  /** The server sends this microphone on. */
  audible: Readonly<Ref<boolean>>;
}

/**
 * Whether one is heard, by the server's word: `heard`; `waiting` while six others have the floor; `unheard` where one
 * speaks into the microphone and nothing arrives; `silent` where nothing is to be said.
 */
export type BeingHeard = 'heard' | 'waiting' | 'unheard' | 'silent';

export function useBeingHeard({ level, muted, isSpeaking, audible }: Collaborators) {
  const unheardCount = ref(0);
  watch(level, (now) => {
    if (now >= SPEECH_LEVEL && !isSpeaking.value) unheardCount.value += 1;
  });
  watch([muted, isSpeaking], () => (unheardCount.value = 0));

  return computed<BeingHeard>(() => {
    if (muted.value) return 'silent';
    if (isSpeaking.value) return audible.value ? 'heard' : 'waiting';
    return unheardCount.value >= UNHEARD_AFTER ? 'unheard' : 'silent';
  });
}
