import { type Annotation, type AnnotationChange, annotationsOf } from '@parfocal/shared/annotation';
import { CASE_LAYER, type DocumentLayer } from '@parfocal/shared/protocol';
import { computed, type Ref, ref, shallowReactive } from 'vue';
import { sameEnds } from '@/lib';
import { withChanges } from '../age-order';
import type { Annotations } from '../useAnnotations';
import type { OpenLayer } from './useOpenLayers';

interface Collaborators {
  layers: Ref<readonly OpenLayer[]>;
  /** Into which layer this person may draw. */
  isWritable: (layer: DocumentLayer) => boolean;
}

/** The annotations of all layers as if they were in one, for whoever draws, lists and undoes; what is drawn goes into one of them. */
export function useLayeredAnnotations({ layers, isWritable }: Collaborators) {
  const wanted = ref<DocumentLayer>(CASE_LAYER);
  /** Layers that this person does not want to see just now. */
  const unseen = shallowReactive(new Set<DocumentLayer>());
  /** Annotations outside the case's layer. */
  const layerOfOne = new WeakMap<Annotation, DocumentLayer>();
  const noted = new Map<DocumentLayer, readonly Annotation[]>();
  /** Layers in which something was done, the last one last, to undo in that order. */
  const done: DocumentLayer[] = [];
  let undone: DocumentLayer[] = [];
  let together: Set<DocumentLayer> | undefined;

  const writable = computed(() => layers.value.filter(({ layer }) => isWritable(layer)));
  const active = computed(() => writable.value.find(({ layer }) => layer === wanted.value) ?? writable.value[0]);
  const layerNamed = (layer: DocumentLayer | undefined): OpenLayer | undefined => layers.value.find((one) => one.layer === layer);
  const holderOf = (id: string): OpenLayer | undefined => layers.value.find(({ document }) => document.doc.value && annotationsOf(document.doc.value).has(id));
  const remember = (layer: DocumentLayer): void => {
    if (together?.has(layer)) return;
    together?.add(layer);
    done.push(layer);
    undone = [];
  };
  /** The newest of `from` in which something can be taken back; after a reload the order is forgotten, then any. */
  const nextOf = (from: DocumentLayer[], can: (one: OpenLayer) => boolean): OpenLayer | undefined => {
    while (from.length > 0) {
      const one = layerNamed(from.pop());
      if (one && can(one)) return one;
    }
    return [active.value, ...layers.value].find((one) => one !== undefined && can(one));
  };

  /** Which layer each is in; what was there before, at both ends of the list, is known already. */
  const note = (layer: DocumentLayer, list: readonly Annotation[]): void => {
    const { head, tail } = sameEnds(noted.get(layer) ?? [], list);
    for (let i = head; i < list.length - tail; i++) layerOfOne.set(list[i]!, layer);
    noted.set(layer, list);
  };
  const annotations = computed<readonly Annotation[]>(() => {
    const lists = layers.value.filter(({ layer }) => !unseen.has(layer)).map(({ layer, annotations: { annotations: { value } } }) => {
      if (layer !== CASE_LAYER) note(layer, value);
      return value;
    });
    const [largest = [], ...others] = lists.sort((a, b) => b.length - a.length);
    // On its way to another layer an annotation is in both for a moment.
    const come = [...new Map(others.flat().map((one) => [one.id, one])).values()];
    if (come.length === 0) return largest;
    const ids = new Set(come.map(({ id }) => id));
    return withChanges(largest, new Set(largest.filter(({ id }) => ids.has(id))), come);
  });

  const all: Annotations = {
    annotations,
    canUndo: computed(() => layers.value.some((one) => one.annotations.canUndo.value)),
    canRedo: computed(() => layers.value.some((one) => one.annotations.canRedo.value)),
    notUndone: computed(() => layers.value.reduce((sum, one) => sum + one.annotations.notUndone.value, 0)),
    add(shape, looks) {
      if (!active.value) return undefined;
      // Nobody draws something and does not see it.
      unseen.delete(active.value.layer);
      remember(active.value.layer);
      return active.value.annotations.add(shape, looks);
    },
    put(annotation) {
      if (!active.value) return;
      remember(active.value.layer);
      active.value.annotations.put(annotation);
    },
    change(id: string, change: AnnotationChange) {
      const holder = holderOf(id);
      if (!holder) return;
      remember(holder.layer);
      holder.annotations.change(id, change);
    },
    remove(id) {
      const holder = holderOf(id);
      if (!holder) return;
      remember(holder.layer);
      holder.annotations.remove(id);
    },
    removeForGood(id) {
      const holder = holderOf(id);
      if (!holder) return;
      remember(holder.layer);
      holder.annotations.removeForGood(id);
    },
    putBack(annotation, into = CASE_LAYER) {
      const holder = holderOf(annotation.id) ?? layerNamed(into);
      if (!holder) return;
      remember(holder.layer);
      holder.annotations.putBack(annotation);
    },
    together(work) {
      const before = together;
      together ??= new Set();
      try {
        layers.value.reduce((inner, one) => () => one.annotations.together(inner), work)();
      } finally {
        together = before;
      }
    },
    undo() {
      const one = nextOf(done, ({ annotations: { canUndo } }) => canUndo.value);
      if (one) undone.push(one.layer);
      one?.annotations.undo();
    },
    redo() {
      const one = nextOf(undone, ({ annotations: { canRedo } }) => canRedo.value);
      if (one) done.push(one.layer);
      one?.annotations.redo();
    },
  };

  return {
    annotations: all,
    /** Where the next shape goes; nothing for who may only watch. */
    active: computed(() => active.value?.layer),
    drawInto: (layer: DocumentLayer): void => void (wanted.value = layer),
    isShown: (layer: DocumentLayer): boolean => !unseen.has(layer),
    show: (layer: DocumentLayer, isShown: boolean): void => void (isShown ? unseen.delete(layer) : unseen.add(layer)),
    layerOf: (annotation: Annotation): DocumentLayer => layerOfOne.get(annotation) ?? CASE_LAYER,
    holderOf,
    layerNamed,
    remember,
  };
}

export type LayeredAnnotations = ReturnType<typeof useLayeredAnnotations>;
