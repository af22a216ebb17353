import type { Speaker, VoiceMuted } from '@parfocal/shared/protocol';
import { ref, shallowRef } from 'vue';

/** Why this person is muted without having chosen so: the room was full when they came, or a host muted them. */
export type Imposed = { readonly kind: 'crowd' } | ({ readonly kind: 'host' } & VoiceMuted);

/** What the server last said of the voice room. */
export function createRoomFacts() {
  const roster = shallowRef<readonly Speaker[]>([]);
  const speaking = shallowRef<ReadonlySet<string>>(new Set());
  /** This microphone is sent on to the others. */
  const audible = ref(false);
  return {
    roster, speaking, audible,
    /** The connection is gone; the server tells all of it again. */
    forget(): void {
      roster.value = [];
      speaking.value = new Set();
      audible.value = false;
    },
  };
}
