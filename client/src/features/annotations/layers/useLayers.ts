import type { Annotation, Comment } from '@parfocal/shared/annotation';
import { type DocumentLayer, type DocumentName, layerParts } from '@parfocal/shared/protocol';
import { computed, type Ref, watch } from 'vue';
import { formatMoment, type MessageKey, useText } from '@/i18n';
import type { SessionSocket } from '@/wire';
import { type LayerStanding, standingOf } from './layer-words';
import { PendingMoves } from './pending-moves';
import { useLayeredAnnotations } from './useLayeredAnnotations';
import { useLayerMoves } from './useLayerMoves';
import { useOpenLayers } from './useOpenLayers';
import { useSlideLayers } from './useSlideLayers';

interface Collaborators {
  socket: SessionSocket;
  place: Ref<Omit<DocumentName, 'layer'> | undefined>;
  sessionId: string;
  personId: string;
  canDraw: Ref<boolean>;
  nameOf: (personId: string) => string | undefined;
}

/** A layer as the panel shows it. */
export interface LayerRow {
  readonly layer: DocumentLayer;
  readonly standing: LayerStanding;
  readonly name: string;
  readonly count: number;
  readonly isShown: boolean;
  readonly isActive: boolean;
}

/** The layers of the slide in view: their documents, what is drawn in all of them, which are shown, and into which one is drawn. */
export function useLayers({ socket, place, sessionId, personId, canDraw, nameOf }: Collaborators) {
  const { t, locale } = useText();
  const slideLayers = useSlideLayers({ socket, place, sessionId, personId });
  const open = useOpenLayers({ names: slideLayers.names, personId });
  const isWritable = (layer: DocumentLayer): boolean => {
    const { kind, id } = layerParts(layer);
    return canDraw.value && (kind === 'case' || (kind === 'session' ? id === sessionId : id === personId));
  };
  const layered = useLayeredAnnotations({ layers: open.layers, isWritable });
  const personOf = (id: string): string => nameOf(id) ?? t('annotations.unknownAuthor');
  const quote = ({ author, createdAt, kind, text }: Comment): string => {
    const who = t('layers.quoted', { name: personOf(author), when: formatMoment(createdAt, locale.value) });
    return [who, kind === 'remark' ? '' : t(`threads.did.${kind}`), text].filter(Boolean).join(' ');
  };
  const pending = new PendingMoves(personId);
  const moves = useLayerMoves({ place, layers: open.layers, layered, personId, quote, pending });
  // What was begun in a session that is over ends in its layer.
  watch(place, (at) => (at ? pending.of(at) : []).forEach(({ from, to }) => [from, to].forEach(slideLayers.visit)), { immediate: true });

  const nameOfLayer = (layer: DocumentLayer, isOwnRevealed: boolean): string => {
    const standing = standingOf(layer, { personId, sessionId }, isOwnRevealed);
    const beganAt = slideLayers.sessions.value.get(layer);
    if (standing === 'pastSession' && beganAt !== undefined) return t('layers.sessionOf', { when: formatMoment(beganAt, locale.value) });
    return t(`layers.${standing}` as MessageKey, { name: personOf(layerParts(layer).id) });
  };

  const all = computed<readonly LayerRow[]>(() =>
    open.layers.value.map(({ layer, annotations }) => {
      const isOwnRevealed = slideLayers.isRevealed.value;
      const standing = standingOf(layer, { personId, sessionId }, isOwnRevealed);
      return {
        layer,
        standing,
        name: nameOfLayer(layer, isOwnRevealed),
        count: annotations.annotations.value.length,
        isShown: layered.isShown(layer),
        isActive: layer === layered.active.value,
      };
    }),
  );
  /** An empty layer of one's own is of use only to who may draw into it. */
  const rows = computed(() => all.value.filter(({ layer, count }) => count > 0 || isWritable(layer) || layerParts(layer).id !== personId));
  const layerOf = (annotation: Annotation): DocumentLayer => layered.layerOf(annotation);

  return {
    rows,
    writable: computed(() => rows.value.filter(({ layer }) => isWritable(layer))),
    rowOf: (annotation: Annotation): LayerRow | undefined => rows.value.find(({ layer }) => layer === layerOf(annotation)),
    layerOf,
    /** What a layer of any slide is called; one's own hidden one by whether it is revealed there. */
    nameOfLayer,
    active: layered.active,
    drawInto: layered.drawInto,
    show: layered.show,
    move: moves.move,
    isMoving: moves.isMoving,
    saidByOthers: moves.saidByOthers,
    /** Of others, for whoever may reveal them. */
    concealed: computed(() => slideLayers.concealed.value.map(({ personId: whose }) => ({ personId: whose, name: personOf(whose) }))),
    visit: slideLayers.visit,
    /** Layers of other sessions that hold something here and are not open. */
    earlier: computed(() => [...slideLayers.sessions.value.keys()].filter((layer) => !open.layers.value.some((one) => one.layer === layer)).map((layer) => ({ layer, name: nameOfLayer(layer, false) }))),
    refresh: slideLayers.refresh,
    reveal: slideLayers.reveal,
    annotations: layered.annotations,
    /** All layers as if they were one document; `doc` is the one that is drawn into. */
    document: {
      doc: computed(() => open.layers.value.find(({ layer }) => layer === layered.active.value)?.document.doc.value),
      state: open.state,
      refusal: open.refusal,
      drawAgain: open.drawAgain,
      dismissRefusal: open.dismissRefusal,
    },
    open: open.layers,
  };
}

export type Layers = ReturnType<typeof useLayers>;
