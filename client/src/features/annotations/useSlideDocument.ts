import { type Annotation, listAnnotations } from '@parfocal/shared/annotation';
import { type DocumentName, documentPath, type ErrorCode } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, type Ref, shallowReactive, shallowRef, watch } from 'vue';
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
  /** By document, so that nothing drawn on one slide is ever offered on another. */
  const refusals = shallowReactive(new Map<string, Refusal>());
  const path = computed(() => name.value && documentPath(name.value));
  const refusal = computed(() => (path.value === undefined ? undefined : refusals.get(path.value)));
  let current: SlideDocument | undefined;
  let isOver = false;
  /** What this person had drawn in copies that were given up, until the server's truth is here to compare with. */
  const givenUp = new Map<string, Refusal>();
  /** Documents whose copy on this machine is being deleted; a new one has to wait for that. */
  const forgetting = new Set<string>();

  const start = (): void => {
    const [of, at] = [name.value, path.value];
    if (isOver || current || !of || at === undefined || forgetting.has(at)) return;
    const mine = open(of, personId, {
      onState: (next) => {
        if (current !== mine) return;
        state.value = next;
        if (next.kind === 'saved') compare(at, mine.doc);
      },
      onRefused: (code) => void (current === mine && giveUp(at, mine, code)),
    });
    current = mine;
    doc.value = mine.doc;
  };
  const release = (): void => {
    current = doc.value = undefined;
    state.value = { kind: 'loading' };
  };
  const giveUp = (at: string, old: SlideDocument, code: ErrorCode): void => {
    const drafts = listAnnotations(old.doc).filter(({ author }) => author === personId);
    givenUp.set(at, { code, drafts: newestOf(givenUp.get(at)?.drafts, drafts) });
    release();
    forgetting.add(at);
    const done = (): void => {
      forgetting.delete(at);
      start();
    };
    void old.dispose({ forget: true }).then(done, done);
  };
  const compare = (at: string, truth: Y.Doc): void => {
    const lost = givenUp.get(at);
    if (!lost) return;
    givenUp.delete(at);
    const kept = new Map(listAnnotations(truth).map((annotation) => [annotation.id, JSON.stringify(annotation)]));
    const drafts = lost.drafts.filter((draft) => kept.get(draft.id) !== JSON.stringify(draft));
    refusals.set(at, { code: lost.code, drafts: newestOf(refusals.get(at)?.drafts, drafts) });
  };
  const stop = (): void => {
    void current?.dispose();
    release();
  };

  watch(
    path,
    () => {
      stop();
      start();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    isOver = true;
    stop();
  });

  return { doc, state, refusal, dismissRefusal: (): void => void (path.value !== undefined && refusals.delete(path.value)) };
}

/** Each annotation once, as it was drawn last. */
const newestOf = (...lists: (readonly Annotation[] | undefined)[]): Annotation[] => [
  ...new Map(lists.flatMap((list) => list ?? []).map((annotation) => [annotation.id, annotation])).values(),
];
