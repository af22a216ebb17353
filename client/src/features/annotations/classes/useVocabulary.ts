import { type AnnotationClass, DEFAULT_VOCABULARY, type Vocabulary } from '@parfocal/shared/api';
import { computed, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { errorCodeOf, putVocabulary, vocabularyOf } from '@/api';
import type { SessionSocket } from '@/wire';
import type { ClassOf } from './class-of';

interface Collaborators {
  socket: Pick<SessionSocket, 'on' | 'off'>;
  caseId: Ref<string | undefined>;
}

/** The classes of the case as they are now, and changing them for everyone. */
export function useVocabulary({ socket, caseId }: Collaborators) {
  const vocabulary = shallowRef<Vocabulary>(DEFAULT_VOCABULARY);
  let asked = 0;

  /** An answer that says the same is the same object, so that nothing is drawn anew for it. */
  const take = (next: Vocabulary): void => {
    if (JSON.stringify(next) !== JSON.stringify(vocabulary.value)) vocabulary.value = next;
  };
  const refresh = async (): Promise<void> => {
    if (!caseId.value) return;
    const turn = ++asked;
    // Without an answer the classes stay as they were: drawing goes on.
    const found = await vocabularyOf(caseId.value).catch(() => undefined);
    if (found && turn === asked) take(found);
  };
  watch(caseId, refresh, { immediate: true });
  const onChanged = (): void => void refresh();
  socket.on('session:welcome', onChanged);
  socket.on('case:changed', onChanged);
  onScopeDispose(() => {
    asked++;
    socket.off('session:welcome', onChanged);
    socket.off('case:changed', onChanged);
  });

  return {
    vocabulary,
    /** Whether the editor is open. */
    isEditing: ref(false),
    /** Those that may still be chosen. */
    offered: computed<readonly AnnotationClass[]>(() => vocabulary.value.classes.filter(({ isHidden }) => !isHidden)),
    /** Another function after every change of the classes. */
    classOf: computed<ClassOf>(() => {
      const byId = new Map(vocabulary.value.classes.map((one) => [one.id, one]));
      return (classId) => (classId === null ? undefined : byId.get(classId));
    }),
    /** Stores what was made of `revision`. Throws {@link ApiError}; after `vocabulary.stale` the newest is here. */
    async save(revision: number, classes: AnnotationClass[]): Promise<void> {
      if (!caseId.value) return;
      try {
        const stored = await putVocabulary(caseId.value, { revision, classes });
        asked++;
        take(stored);
      } catch (error) {
        if (errorCodeOf(error) === 'vocabulary.stale') await refresh();
        throw error;
      }
    },
  };
}

export type CaseVocabulary = ReturnType<typeof useVocabulary>;
