import type { HiddenLayer, SlideLayers } from '@parfocal/shared/api';
import { CASE_LAYER, DocumentLayer, type DocumentName, hiddenLayer, layerParts, privateLayer, sessionLayer } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import { revealLayer, slideLayers } from '@/api';
import type { SessionSocket } from '@/wire';

type Place = Omit<DocumentName, 'layer'>;

interface Collaborators {
  socket: SessionSocket;
  place: Ref<Place | undefined>;
  sessionId: string;
  personId: string;
  fetch?: typeof slideLayers;
  send?: typeof revealLayer;
}

const NONE: SlideLayers = { hidden: [], sessions: [], mayReveal: false };

/** Which layers of the slide this person has: the case's, the session's, their own, and what others revealed. */
export function useSlideLayers({ socket, place, sessionId, personId, fetch = slideLayers, send = revealLayer }: Collaborators) {
  const known = shallowRef(NONE);
  /** Layers of earlier sessions that the person came to see. */
  const visited = shallowRef<readonly DocumentLayer[]>([]);
  let asked = 0;

  const refresh = async (): Promise<void> => {
    const turn = ++asked;
    const at = place.value;
    // Without an answer the layers stay as they are: what one may see cannot have become less.
    const found = at && (await fetch(at.caseId, at.slideId).catch(() => undefined));
    if (found && turn === asked) known.value = found;
  };
  watch(place, () => {
    known.value = NONE;
    void refresh();
  }, { immediate: true });
  const onChanged = (): void => void refresh();
  // After a broken line, too: nobody told what was revealed meanwhile.
  socket.on('session:welcome', onChanged);
  socket.on('case:changed', onChanged);
  onScopeDispose(() => {
    asked++;
    socket.off('session:welcome', onChanged);
    socket.off('case:changed', onChanged);
  });

  const names = computed<readonly DocumentName[]>(() => {
    const at = place.value;
    if (!at) return [];
    const revealed = known.value.hidden.filter((one) => one.isRevealed && one.personId !== personId).map((one) => hiddenLayer(one.personId));
    // Also of who may only watch, now: what they drew when they might do more is theirs as before.
    const layers: readonly DocumentLayer[] = [CASE_LAYER, sessionLayer(sessionId), privateLayer(personId), hiddenLayer(personId), ...revealed, ...visited.value];
    return layers.map((layer) => ({ ...at, layer }));
  });

  return {
    names,
    refresh,
    /** Opens what was drawn in another session of the case, here and on every slide. Of a layer of another kind it does nothing. */
    visit(named: string): void {
      const { data: layer } = DocumentLayer.safeParse(named);
      if (!layer) return;
      const isOpen = layer === sessionLayer(sessionId) || visited.value.includes(layer);
      if (layerParts(layer).kind === 'session' && !isOpen) visited.value = [...visited.value, layer];
    },
    /** Sessions of the case whose layers hold something on this slide, by the layer: when they began. */
    sessions: computed<ReadonlyMap<DocumentLayer, number>>(() => new Map(known.value.sessions.map(({ id, createdAt }) => [sessionLayer(id), createdAt]))),
    /** One's own hidden layer is no longer hidden. */
    isRevealed: computed(() => known.value.hidden.some((one) => one.personId === personId && one.isRevealed)),
    /** Of others, for whoever may reveal them. */
    concealed: computed<readonly HiddenLayer[]>(() => (known.value.mayReveal ? known.value.hidden.filter((one) => !one.isRevealed && one.personId !== personId) : [])),
    /** For good. Throws `ApiError`. */
    async reveal(whose: string): Promise<void> {
      const at = place.value;
      if (!at) return;
      const turn = ++asked;
      const now = await send(at.caseId, at.slideId, whose);
      if (turn === asked) known.value = now;
    },
  };
}

export type SlideLayersInUse = ReturnType<typeof useSlideLayers>;
