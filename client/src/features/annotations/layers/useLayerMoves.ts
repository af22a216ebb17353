import { addComment, type Annotation, annotationsOf, type Comment, COMMENT_MAX, commentsOf, listComments, readAnnotation, removeComment } from '@parfocal/shared/annotation';
import { type DocumentLayer, type DocumentName, documentPath } from '@parfocal/shared/protocol';
import { type Ref, shallowReactive, watch } from 'vue';
import { createId } from '@/lib';
import { type PendingMove, PendingMoves } from './pending-moves';
import type { LayeredAnnotations } from './useLayeredAnnotations';
import type { OpenLayer } from './useOpenLayers';

interface Collaborators {
  /** The slide in view. */
  place: Ref<Omit<DocumentName, 'layer'> | undefined>;
  layers: Ref<readonly OpenLayer[]>;
  layered: LayeredAnnotations;
  personId: string;
  /** What somebody else said, in one's own words. */
  quote: (comment: Comment) => string;
  pending?: PendingMoves;
}

/**
 * Takes one's own annotation to another layer (SPEC L6): it is copied there with the talk about it, and removed here once
 * the server has the copy, so that no broken line can lose it. What was begun is remembered: where the page was closed or
 * the slide changed meanwhile, it is ended as soon as both layers are open and saved again.
 */
export function useLayerMoves({ place, layers, layered, personId, quote, pending = new PendingMoves(personId) }: Collaborators) {
  const moving = shallowReactive(new Set<string>());

  /** Removes here what arrived there; returns whether there is nothing left to do. */
  const finish = (move: PendingMove, from: OpenLayer, to: OpenLayer): boolean => {
    const { annotation: id } = move;
    const [source, target] = [from.document.doc.value, to.document.doc.value];
    // A layer is told of another slide a moment before its document is changed.
    if (!source || !target || source.guid !== documentPath({ ...move, layer: move.from }) || target.guid !== documentPath({ ...move, layer: move.to })) return false;
    moving.delete(id);
    // The copy was refused: what is here stays.
    if (!annotationsOf(target).has(id)) return true;
    const left = readAnnotation(id, annotationsOf(source).get(id));
    if (left?.author !== personId || left.isLocked) return true;
    // What was said here since then was not copied, and stays.
    const own = listComments(source, id).filter((one) => one.author === personId && commentsOf(target).has(one.id));
    layered.remember(from.layer);
    from.annotations.together(() => {
      for (const comment of own) removeComment(source, comment.id, undefined);
      from.annotations.removeForGood(id);
    });
    return false;
  };
  const settle = (): void => {
    for (const move of place.value ? pending.of(place.value) : []) {
      const [from, to] = [layered.layerNamed(move.from), layered.layerNamed(move.to)];
      if (!from || !to || from.document.state.value.kind !== 'saved' || to.document.state.value.kind !== 'saved') continue;
      if (finish(move, from, to)) pending.remove(move);
    }
  };
  watch([place, () => layers.value.map(({ document }) => [document.state.value.kind, document.doc.value])], settle);

  const sourceOf = (id: string) => layered.holderOf(id)?.document.doc.value;
  return {
    isMoving: (id: string): boolean => moving.has(id),
    /** What others said of it: that comes along as a quotation only. */
    saidByOthers(id: string): number {
      const source = sourceOf(id);
      return source ? listComments(source, id).filter(({ author }) => author !== personId).length : 0;
    },
    /** Nothing happens to what is somebody else's, locked, there already, or on its way. */
    move({ id }: Annotation, layer: DocumentLayer): void {
      const [from, to] = [layered.holderOf(id), layered.layerNamed(layer)];
      const [source, target] = [from?.document.doc.value, to?.document.doc.value];
      if (!place.value || !from || !to || from === to || !source || !target || moving.has(id)) return;
      const annotation = readAnnotation(id, annotationsOf(source).get(id));
      if (!annotation || annotation.author !== personId || annotation.isLocked) return;
      const comments = listComments(source, id).map((one): Comment => (one.author === personId ? one : { ...one, id: createId(), author: personId, text: quote(one).slice(0, COMMENT_MAX), mentions: [] }));
      moving.add(id);
      // Before the copy is made: a copy that nobody knows of would leave two.
      pending.add({ ...place.value, annotation: id, from: from.layer, to: to.layer });
      layered.remember(to.layer);
      to.annotations.together(() => {
        to.annotations.put(annotation);
        for (const comment of comments) addComment(target, comment, undefined);
      });
    },
  };
}
