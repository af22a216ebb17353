import { type Annotation, listAnnotations } from '@parfocal/shared/annotation';
import type { DocumentName, ErrorCode } from '@parfocal/shared/protocol';
import { onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import type * as Y from 'yjs';
import { openSlideDocument, type SaveState, type SlideDocument } from '@/wire';

/** What the server would not take, offered back to the person who drew it. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly drafts: readonly Annotation[];
}

interface Collaborators {
  name: Ref<DocumentName | undefined>;
  personId: string;
  open?: typeof openSlideDocument;
}

/**
 * The document of the slide in view. When the server refuses a change, this copy goes back to the server's truth,
 * says so, and hands back what was drawn as drafts.
 */
export function useSlideDocument({ name, personId, open = openSlideDocument }: Collaborators) {
  const doc = shallowRef<Y.Doc>();
  const state = ref<SaveState>({ kind: 'loading' });
  const refusal = shallowRef<Refusal>();
  let current: SlideDocument | undefined;
  /** What this person had drawn in a copy that was given up, until the server's truth is here to compare with. */
  let givenUp: Refusal | undefined;

  const start = (of: DocumentName): void => {
    state.value = { kind: 'loading' };
    const mine = open(of, personId, {
      onState: (next) => {
        if (current !== mine) return;
        state.value = next;
        if (next.kind === 'saved') compare(mine.doc);
      },
      onRefused: (code) => void (current === mine && giveUp(of, code)),
    });
    current = mine;
    doc.value = mine.doc;
  };
  const giveUp = (of: DocumentName, code: ErrorCode): void => {
    const old = current;
    if (!old) return;
    const drafts = listAnnotations(old.doc).filter(({ author }) => author === personId);
    givenUp = { code, drafts: [...(givenUp?.drafts ?? []), ...drafts] };
    current = undefined;
    doc.value = undefined;
    void old.dispose({ forget: true }).then(() => {
      if (!current && name.value === of) start(of);
    });
  };
  const compare = (truth: Y.Doc): void => {
    if (!givenUp) return;
    const kept = new Map(listAnnotations(truth).map((annotation) => [annotation.id, JSON.stringify(annotation)]));
    const drafts = givenUp.drafts.filter((draft) => kept.get(draft.id) !== JSON.stringify(draft));
    refusal.value = { code: givenUp.code, drafts };
    givenUp = undefined;
  };
  const stop = (): void => {
    void current?.dispose();
    current = doc.value = undefined;
  };

  watch(
    name,
    (next, previous) => {
      if (next && previous && next.slideId === previous.slideId && next.caseId === previous.caseId) return;
      stop();
      refusal.value = undefined;
      if (next) start(next);
    },
    { immediate: true },
  );
  onScopeDispose(stop);

  return { doc, state, refusal, dismissRefusal: (): void => void (refusal.value = undefined) };
}
