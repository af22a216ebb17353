import { type Annotation, annotationBox, annotationsOf, readAnnotation } from '@parfocal/shared/annotation';
import { parseDocumentPath } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, type Ref, watch } from 'vue';
import type * as Y from 'yjs';
import type { useAnnotations } from '@/features/annotations';
import { type AsItWas, type MarksList, useBin, useTimeline } from '@/features/history';
import { t } from '@/i18n';
import { markColour, useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  doc: Ref<Y.Doc | undefined>;
  annotations: ReturnType<typeof useAnnotations>;
  selectedId: Ref<string | null>;
  beforeJump: () => void;
}

const JUMP_MS = 300;

/** What became of what is drawn on the slide: its time line, its bin, and what is done with an earlier version. */
export function useMarksHistory({ viewer, doc, annotations, selectedId, beforeJump }: Collaborators) {
  const toasts = useToasts();
  const list = ref<MarksList>('slide');
  const { binned } = useBin(doc);
  // A document's own name says whose time line to ask for.
  const name = computed(() => (list.value === 'history' && doc.value ? parseDocumentPath(doc.value.guid) : undefined));
  const timeline = useTimeline({ name, changed: computed(() => [annotations.annotations.value, binned.value]) });

  const present = (id: string): Annotation | undefined => doc.value && readAnnotation(id, annotationsOf(doc.value).get(id));
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
    binned,
    timeline,
    present,
    look,
    show(version: Annotation): void {
      beforeJump();
      viewer.showBox(annotationBox(version), JUMP_MS);
    },
    restore: (version: Annotation): void => annotations.putBack(version),
    copy({ kind, geometry, colour, label, note, classId, z }: Annotation): void {
      annotations.add({ kind, geometry }, { colour, label, note, classId, z });
    },
    asItWas({ putBack, notYet }: AsItWas): void {
      annotations.together(() => {
        for (const version of putBack) annotations.putBack(version);
        for (const id of notYet) annotations.remove(id);
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
