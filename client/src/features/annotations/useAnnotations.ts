import { addAnnotation, type Annotation, type AnnotationChange, AnnotationKind, annotationsOf, changeAnnotation, removeAnnotation, storedGeometry } from '@parfocal/shared/annotation';
import { onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import * as Y from 'yjs';
import { createId } from '@/lib';
import type { DrawnShape } from '@/viewer';
import { AnnotationReader } from './annotation-reader';

interface Collaborators {
  doc: Ref<Y.Doc | undefined>;
  personId: string;
  now?: () => number;
}

/** The annotations of a document as plain values, the changes this person may make, and undoing one's own. */
export function useAnnotations({ doc, personId, now = Date.now }: Collaborators) {
  const annotations = shallowRef<readonly Annotation[]>([]);
  const canUndo = ref(false);
  const canRedo = ref(false);
  /** Marks this person's own changes: undo never touches anyone else's. */
  const origin = { personId };
  let undoManager: Y.UndoManager | undefined;
  let unbind = (): void => undefined;

  const bind = (to: Y.Doc): void => {
    const root = annotationsOf(to);
    const reader = new AnnotationReader(to, (list) => (annotations.value = list));
    const manager = new Y.UndoManager(root, { trackedOrigins: new Set([origin]), captureTimeout: 0 });
    const onStack = (): void => {
      canUndo.value = manager.canUndo();
      canRedo.value = manager.canRedo();
    };
    manager.on('stack-item-added', onStack);
    manager.on('stack-item-popped', onStack);
    undoManager = manager;
    unbind = () => {
      reader.dispose();
      manager.destroy();
    };
  };

  const release = (): void => {
    unbind();
    unbind = () => undefined;
    undoManager = undefined;
    canUndo.value = canRedo.value = false;
  };

  watch(
    doc,
    (next) => {
      release();
      if (next) bind(next);
      else annotations.value = [];
    },
    { immediate: true },
  );
  onScopeDispose(release);

  return {
    annotations,
    canUndo,
    canRedo,
    /** Adds a drawn shape; its id, or `undefined` while there is no document. */
    add(shape: DrawnShape, looks: Pick<Annotation, 'colour'> & Partial<Pick<Annotation, 'label' | 'note' | 'classId' | 'z'>>): string | undefined {
      if (!doc.value) return undefined;
      const id = createId();
      addAnnotation(doc.value, { label: '', note: '', ...looks, kind: shape.kind, geometry: storedGeometry(shape), id, author: personId, createdAt: now() }, origin);
      return id;
    },
    change(id: string, change: AnnotationChange): void {
      if (!doc.value) return;
      const kind = AnnotationKind.safeParse(annotationsOf(doc.value).get(id)?.get('kind')).data;
      if (!kind) return;
      const geometry = change.geometry && storedGeometry({ kind, geometry: change.geometry });
      changeAnnotation(doc.value, id, geometry ? { ...change, geometry } : change, origin);
    },
    remove(id: string): void {
      if (doc.value) removeAnnotation(doc.value, id, origin);
    },
    /** What is changed in `work` is one change to others and to undo. */
    together(work: () => void): void {
      if (doc.value) doc.value.transact(work, origin);
    },
    undo: (): void => void undoManager?.undo(),
    redo: (): void => void undoManager?.redo(),
  };
}

export type Annotations = ReturnType<typeof useAnnotations>;
