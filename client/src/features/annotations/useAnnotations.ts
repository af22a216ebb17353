import { addAnnotation, type Annotation, type AnnotationChange, annotationsOf, changeAnnotation, readAnnotation, removeAnnotation, storedGeometry } from '@parfocal/shared/annotation';
import { onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import * as Y from 'yjs';
import { createId } from '@/lib';
import type { DrawnShape } from '@/viewer';

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
  let byId = new Map<string, Annotation>();
  let undoManager: Y.UndoManager | undefined;
  let unbind = (): void => undefined;

  /** Read since the last time the list was published. */
  let fresh: Annotation[] = [];

  const publish = (): void => {
    // What was in order stays so: only what is fresh has to find its place.
    annotations.value = [...annotations.value, ...fresh].filter((one) => byId.get(one.id) === one).sort(byAge);
    fresh = [];
  };
  const read = (root: Y.Map<Y.Map<unknown>>, id: string): void => {
    const annotation = readAnnotation(id, root.get(id));
    if (!annotation) return void byId.delete(id);
    byId.set(id, annotation);
    fresh.push(annotation);
  };
  const bind = (to: Y.Doc): void => {
    const root = annotationsOf(to);
    for (const id of root.keys()) read(root, id);
    // Only what an event names is read again: a slide may hold ten thousand of them.
    const onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) {
        if (event.path.length > 0) read(root, String(event.path[0]));
        else for (const id of event.changes.keys.keys()) read(root, id);
      }
      publish();
    };
    root.observeDeep(onChange);
    const manager = new Y.UndoManager(root, { trackedOrigins: new Set([origin]), captureTimeout: 0 });
    const onStack = (): void => {
      canUndo.value = manager.canUndo();
      canRedo.value = manager.canRedo();
    };
    manager.on('stack-item-added', onStack);
    manager.on('stack-item-popped', onStack);
    undoManager = manager;
    unbind = () => {
      root.unobserveDeep(onChange);
      manager.destroy();
    };
    publish();
  };

  const release = (): void => {
    unbind();
    unbind = () => undefined;
    undoManager = undefined;
    byId = new Map();
    canUndo.value = canRedo.value = false;
  };

  watch(
    doc,
    (next) => {
      release();
      if (next) bind(next);
      else publish();
    },
    { immediate: true },
  );
  onScopeDispose(release);

  return {
    annotations,
    canUndo,
    canRedo,
    /** Adds a drawn shape; its id, or `undefined` while there is no document. */
    add(shape: DrawnShape, looks: Pick<Annotation, 'colour'> & Partial<Pick<Annotation, 'label' | 'note'>>): string | undefined {
      if (!doc.value) return undefined;
      const id = createId();
      addAnnotation(doc.value, { label: '', note: '', ...looks, kind: shape.kind, geometry: storedGeometry(shape), id, author: personId, createdAt: now() }, origin);
      return id;
    },
    change(id: string, change: AnnotationChange): void {
      const kind = byId.get(id)?.kind;
      if (!doc.value || !kind) return;
      const geometry = change.geometry && storedGeometry({ kind, geometry: change.geometry });
      changeAnnotation(doc.value, id, geometry ? { ...change, geometry } : change, origin);
    },
    remove(id: string): void {
      if (doc.value) removeAnnotation(doc.value, id, origin);
    },
    undo: (): void => void undoManager?.undo(),
    redo: (): void => void undoManager?.redo(),
  };
}

export type Annotations = ReturnType<typeof useAnnotations>;

/** The oldest first; of the same moment, alike on every screen. */
const byAge = (a: Annotation, b: Annotation): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
