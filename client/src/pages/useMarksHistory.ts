import { addComment, type Annotation, annotationBox, annotationsOf, changeComment, type Comment, commentsOf, readAnnotation } from '@parfocal/shared/annotation';
import { type DocumentLayer, parseDocumentPath } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, type Ref, watch } from 'vue';
import type * as Y from 'yjs';
import type { useAnnotations } from '@/features/annotations';
import { type AsItWas, type MarksList, useBin, useTimeline } from '@/features/history';
import { t } from '@/i18n';
import { markColour, useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  /** Of the layer that is drawn into. */
  doc: Ref<Y.Doc | undefined>;
  /** Of all layers of the slide that this person sees. */
  docs?: Ref<readonly Y.Doc[]>;
  layerName?: (layer: DocumentLayer) => string;
  annotations: ReturnType<typeof useAnnotations>;
  selectedId: Ref<string | null>;
  beforeJump: () => void;
}

const JUMP_MS = 300;

/** What became of what is drawn on the slide: its time line, its bin, and what is done with an earlier version. */
export function useMarksHistory({ viewer, doc, docs = computed(() => (doc.value ? [doc.value] : [])), layerName = (layer) => layer, annotations, selectedId, beforeJump }: Collaborators) {
  const toasts = useToasts();
  const list = ref<MarksList>('slide');
  const { binned } = useBin(docs);
  /** A document's own name says which slide's and layer's it is. */
  const names = computed(() => docs.value.flatMap(({ guid }) => parseDocumentPath(guid) ?? []));
  const wanted = ref<DocumentLayer>();
  /** Whose time line is shown: the one that was asked for, else where one draws, else the first that there is. */
  const shown = computed(() => {
    const active = doc.value && parseDocumentPath(doc.value.guid)?.layer;
    return [wanted.value, active].flatMap((layer) => names.value.find((one) => one.layer === layer) ?? [])[0] ?? names.value[0];
  });
  const layer = computed({ get: () => shown.value?.layer, set: (next) => (wanted.value = next) });
  const layers = computed(() => names.value.map(({ layer: value }) => ({ value, label: layerName(value) })));
  const name = computed(() => (list.value === 'history' ? shown.value : undefined));
  const timeline = useTimeline({ name, changed: computed(() => [annotations.annotations.value, binned.value]) });

  const present = (id: string): Annotation | undefined => docs.value.flatMap((one) => readAnnotation(id, annotationsOf(one).get(id)) ?? [])[0];
  /** In another layer than the one whose time line is shown. */
  const isElsewhere = (id: string): boolean => docs.value.some((one) => annotationsOf(one).has(id) && parseDocumentPath(one.guid)?.layer !== layer.value);
  const look = (version: Annotation | null): void => {
    if (!version) return viewer.setGhost(null);
    const { stroke: colour, casing } = markColour(version.colour);
    // Words that stand there already would lie on each other.
    const caption = version.label === present(version.id)?.label ? '' : version.label;
    viewer.setGhost({ annotation: version, colour, casing, caption, editable: false });
  };

  watch(list, () => look(null));
  // What is picked or drawn is to be seen in its list, where it can be named.
  watch(selectedId, (id) => id && (list.value = 'slide'));
  watch(annotations.notUndone, () => toasts.say(t('history.notUndone')));
  onScopeDispose(() => viewer.setGhost(null));

  return {
    list,
    layer,
    layers,
    binned,
    timeline,
    present,
    look,
    show(version: Annotation): void {
      beforeJump();
      viewer.showBox(annotationBox(version), JUMP_MS);
    },
    /** Into the layer whose time line it is: what was private stays so. `false` if it is in another one by now. */
    restore(version: Annotation): boolean {
      if (isElsewhere(version.id)) return false;
      annotations.putBack(version, layer.value);
      return true;
    },
    /** One's own word, as it was, where it was said. `false` if what it is about is not there any more. */
    restoreRemark(remark: Comment): boolean {
      const said = docs.value.find(({ guid }) => parseDocumentPath(guid)?.layer === layer.value);
      if (!said || !annotationsOf(said).has(remark.annotation)) return false;
      if (commentsOf(said).has(remark.id)) changeComment(said, remark.id, { text: remark.text, mentions: remark.mentions }, undefined);
      else addComment(said, remark, undefined);
      return true;
    },
    copy({ kind, geometry, colour, label, note, classId, z }: Annotation): void {
      annotations.add({ kind, geometry }, { colour, label, note, classId, z });
    },
    asItWas({ putBack, notYet }: AsItWas): void {
      annotations.together(() => {
        for (const version of putBack) if (!isElsewhere(version.id)) annotations.putBack(version, layer.value);
        for (const id of notYet) if (!isElsewhere(id)) annotations.remove(id);
      });
    },
    takeOut: (id: string): void => annotations.change(id, { deletedAt: null }),
    removeForGood(ids: readonly string[]): void {
      annotations.together(() => {
        for (const id of ids) annotations.removeForGood(id);
      });
    },
  };
}
