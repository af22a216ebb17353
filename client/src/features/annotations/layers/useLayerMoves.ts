import { addComment, type Annotation, annotationsOf, type Comment, listComments, readAnnotation, removeComment } from '@parfocal/shared/annotation';
import type { DocumentLayer } from '@parfocal/shared/protocol';
import { type Ref, shallowReactive, watch } from 'vue';
import type * as Y from 'yjs';
import type { LayeredAnnotations } from './useLayeredAnnotations';
import type { OpenLayer } from './useOpenLayers';

interface Collaborators {
  layers: Ref<readonly OpenLayer[]>;
  layered: LayeredAnnotations;
  personId: string;
}

/** An annotation that was copied, and is to be removed from where it was once the copy is on disk. */
interface Move {
  readonly from: OpenLayer;
  readonly to: OpenLayer;
  readonly source: Y.Doc;
  readonly target: Y.Doc;
  readonly comments: readonly Comment[];
}

/**
 * Takes one's own annotation to another layer (SPEC L6): it is copied there, with one's own part of the talk, and
 * removed here once the server has the copy, so that no broken line can lose it.
 */
export function useLayerMoves({ layers, layered, personId }: Collaborators) {
  const moves = shallowReactive(new Map<string, Move>());

  const finish = (id: string, { from, source, target, comments }: Move): void => {
    moves.delete(id);
    // The slide was changed, or the copy was refused: what is here stays.
    if (from.document.doc.value !== source || !annotationsOf(target).has(id)) return;
    layered.remember(from.layer);
    from.annotations.together(() => {
      for (const comment of comments) removeComment(source, comment.id, undefined);
      from.annotations.removeForGood(id);
    });
  };
  const settle = (): void => {
    for (const [id, move] of moves) {
      if (move.to.document.doc.value !== move.target) moves.delete(id);
      else if (move.to.document.state.value.kind === 'saved') finish(id, move);
    }
  };
  watch(() => layers.value.map(({ document }) => [document.state.value.kind, document.doc.value]), settle);

  return {
    isMoving: (id: string): boolean => moves.has(id),
    /** Nothing happens to what is somebody else's, locked, there already, or on its way. */
    move({ id }: Annotation, layer: DocumentLayer): void {
      const [from, to] = [layered.holderOf(id), layered.layerNamed(layer)];
      const [source, target] = [from?.document.doc.value, to?.document.doc.value];
      if (!from || !to || from === to || !source || !target || moves.has(id)) return;
      const annotation = readAnnotation(id, annotationsOf(source).get(id));
      if (!annotation || annotation.author !== personId || annotation.isLocked) return;
      const comments = listComments(source, id).filter(({ author }) => author === personId);
      moves.set(id, { from, to, source, target, comments });
      layered.remember(to.layer);
      to.annotations.together(() => {
        to.annotations.put(annotation);
        for (const comment of comments) addComment(target, comment, undefined);
      });
    },
  };
}
