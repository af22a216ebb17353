import type { SlideAlignment } from '@parfocal/shared/api';
import { inverseOf, type Similarity } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import { alignments as fetchAlignments, putAlignment, removeAlignment } from '@/api';
import type { SessionSocket } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  caseId: Ref<string | undefined>;
  /** Whether anybody wants to know: a session that compares nothing asks for nothing. */
  isWanted: Ref<boolean>;
}

/** The stored alignments of a case, kept fresh while slides are compared. */
export function useAlignments({ socket, caseId, isWanted }: Collaborators) {
  const alignments = shallowRef<readonly SlideAlignment[]>([]);
  let asked = 0;

  const refresh = async (): Promise<void> => {
    if (!caseId.value || !isWanted.value) return;
    const turn = ++asked;
    // Without an answer the slides stay as they are: they only begin less well aligned.
    const found = await fetchAlignments(caseId.value).catch(() => undefined);
    if (found && turn === asked) alignments.value = found;
  };
  watch([caseId, isWanted], refresh, { immediate: true });
  const onChanged = (): void => void refresh();
  socket.on('session:welcome', onChanged);
  socket.on('case:changed', onChanged);
  onScopeDispose(() => {
    asked++;
    socket.off('session:welcome', onChanged);
    socket.off('case:changed', onChanged);
  });

  return {
    alignments,
    /** For the whole case. Throws {@link ApiError}. */
    async save(from: string, to: string, relation: Similarity): Promise<void> {
      if (!caseId.value || from === to) return;
      const [slideA, slideB, way] = from < to ? [from, to, relation] : [to, from, inverseOf(relation)];
      const { scale, rotation, dx, dy } = way;
      alignments.value = await putAlignment(caseId.value, { slideA, slideB, scale, rotation, dx, dy });
      asked++;
    },
    async forget(from: string, to: string): Promise<void> {
      if (!caseId.value) return;
      const [slideA, slideB] = from < to ? [from, to] : [to, from];
      await removeAlignment(caseId.value, slideA, slideB);
      await refresh();
    },
    has: (from: string, to: string): boolean => alignments.value.some(({ slideA, slideB }) => (slideA === from && slideB === to) || (slideA === to && slideB === from)),
  };
}
