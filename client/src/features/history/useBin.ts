import { type Annotation, annotationsOf, readAnnotation } from '@parfocal/shared/annotation';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type * as Y from 'yjs';

/** What lies in the bin, in all of these documents, the newest first. Of a large document only what changed is looked at again. */
export function useBin(docs: Ref<readonly Y.Doc[]>) {
  const binned = shallowRef<readonly Annotation[]>([]);
  const bins = new Map<Y.Doc, { readonly known: Map<string, Annotation>; readonly unbind: () => void }>();

  const tell = (): void => {
    binned.value = [...bins.values()].flatMap(({ known }) => [...known.values()]).sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0));
  };
  const bind = (to: Y.Doc): void => {
    const root = annotationsOf(to);
    const known = new Map<string, Annotation>();
    /** Whether the bin is another one for it. */
    const look = (id: string): boolean => {
      const fields = root.get(id);
      // Before it is read: nearly all of them are not in the bin.
      const annotation = typeof fields?.get('deletedAt') === 'number' ? readAnnotation(id, fields) : undefined;
      if (!annotation) return known.delete(id);
      known.set(id, annotation);
      return true;
    };
    const onChange = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      const touched = events.flatMap((event) => (event.path.length > 0 ? [String(event.path[0])] : [...event.changes.keys.keys()]));
      if (touched.filter(look).length > 0) tell();
    };
    for (const id of root.keys()) look(id);
    root.observeDeep(onChange);
    bins.set(to, { known, unbind: () => root.unobserveDeep(onChange) });
  };
  const keep = (wanted: readonly Y.Doc[]): void => {
    for (const [doc, { unbind }] of bins) {
      if (wanted.includes(doc)) continue;
      unbind();
      bins.delete(doc);
    }
    for (const doc of wanted) if (!bins.has(doc)) bind(doc);
    tell();
  };
  watch(docs, keep, { immediate: true });
  onScopeDispose(() => keep([]));

  return { binned };
}
