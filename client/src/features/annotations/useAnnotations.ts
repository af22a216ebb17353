import { addAnnotation, type Annotation, type AnnotationChange, AnnotationKind, annotationsOf, binAnnotation, changeAnnotation, removeAnnotation, storedGeometry } from '@parfocal/shared/annotation';
import type { DocumentLayer } from '@parfocal/shared/protocol';
import { onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import type * as Y from 'yjs';
import { createId } from '@/lib';
import type { DrawnShape } from '@/viewer';
import { AnnotationReader } from './annotation-reader';
import { putBack } from './put-back';
import { OwnSteps } from './undo/own-steps';
import { StepStore } from './undo/step-store';

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
  /** Rises whenever something could not be taken back or done again, since it was changed elsewhere meanwhile. */
  const notUndone = ref(0);
  let steps: OwnSteps | undefined;
  let unbind = (): void => undefined;

  const bind = (to: Y.Doc): void => {
    const reader = new AnnotationReader(to, (list) => (annotations.value = list));
    const onChange = (): void => {
      canUndo.value = own.canUndo;
      canRedo.value = own.canRedo;
    };
    const own = new OwnSteps({ document: to, personId, origin, store: new StepStore(`${personId}/${to.guid}`), onChange });
    steps = own;
    onChange();
    unbind = () => {
      reader.dispose();
      own.dispose();
    };
  };

  const release = (): void => {
    unbind();
    unbind = () => undefined;
    steps = undefined;
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
    notUndone,
    /** Adds a drawn shape; its id, or `undefined` while there is no document. */
    add(shape: DrawnShape, looks: Pick<Annotation, 'colour'> & Partial<Pick<Annotation, 'label' | 'note' | 'classId' | 'z'>>): string | undefined {
      if (!doc.value) return undefined;
      const id = createId();
      addAnnotation(doc.value, { label: '', note: '', ...looks, kind: shape.kind, geometry: storedGeometry(shape), id, author: personId, createdAt: now() }, origin);
      return id;
    },
    /** Writes an annotation whole, under the id it has. */
    put(annotation: Annotation): void {
      if (doc.value) addAnnotation(doc.value, annotation, origin);
    },
    change(id: string, change: AnnotationChange): void {
      if (!doc.value) return;
      const kind = AnnotationKind.safeParse(annotationsOf(doc.value).get(id)?.get('kind')).data;
      if (!kind) return;
      const geometry = change.geometry && storedGeometry({ kind, geometry: change.geometry });
      changeAnnotation(doc.value, id, geometry ? { ...change, geometry } : change, origin);
    },
    /** Into the bin; out again with `change`. */
    remove(id: string): void {
      if (doc.value) binAnnotation(doc.value, id, now(), origin);
    },
    removeForGood(id: string): void {
      if (doc.value) removeAnnotation(doc.value, id, origin);
    },
    /** Makes one of one's own what it once was; one that is gone comes back under its id, into this layer where there are several. */
    putBack(annotation: Annotation, _into?: DocumentLayer): void {
      if (doc.value && annotation.author === personId) putBack(doc.value, annotation, origin);
    },
    /** What is changed in `work` is one change to others and to undo. */
    together(work: () => void): void {
      if (doc.value) doc.value.transact(work, origin);
    },
    undo: (): void => void (steps?.undo() === false && notUndone.value++),
    redo: (): void => void (steps?.redo() === false && notUndone.value++),
  };
}

export type Annotations = ReturnType<typeof useAnnotations>;
