import { type Annotation, annotationsOf, readAnnotation } from '@parfocal/shared/annotation';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type * as Y from 'yjs';

/** What lies in the bin of a document, the newest first. Of a large document only what changed is looked at again. */
export function useBin(doc: Ref<Y.Doc | undefined>) {
  const binned = shallowRef<readonly Annotation[]>([]);
  let unbind = (): void => undefined;

  const bind = (to: Y.Doc): void => {
    const root = annotationsOf(to);
    const known = new Map<string, Annotation>();
    const look = (id: string): boolean => {
      const fields = root.get(id);
      // Before it is read: nearly all of them are not in the bin.
      const annotation = typeof fields?.get('deletedAt') === 'number' ? readAnnotation(id, fields) : undefined;
      if (!annotation) return known.delete(id);
      known.set(id, annotation);
      return true;
    };
    const tell = (): void => void (binned.value = [...known.values()].sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0)));
    const onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      const touched = events.flatMap((event) => (event.path.length > 0 ? [String(event.path[0])] : [...event.changes.keys.keys()]));
      if (touched.filter(look).length > 0) tell();
    };
    for (const id of root.keys()) look(id);
    root.observeDeep(onChange);
    unbind = () => root.unobserveDeep(onChange);
    tell();
  };
  const release = (): void => {
    unbind();
    unbind = () => undefined;
    binned.value = [];
  };
  watch(doc, (next) => (release(), next && bind(next)), { immediate: true });
  onScopeDispose(release);

  return { binned };
}
