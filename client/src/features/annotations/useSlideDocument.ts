import { type DocumentName, documentPath, type ErrorCode } from '@parfocal/shared/protocol';
import { computed, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import type * as Y from 'yjs';
import { openSlideDocument, type SaveState, type SlideDocument } from '@/wire';
import { Refusals } from './unsent/refusals';

interface Collaborators {
  name: Ref<DocumentName | undefined>;
  personId: string;
  open?: typeof openSlideDocument;
  refusals?: Refusals;
}

/**
 * The document of the slide in view. When the server refuses a change, this copy goes back to the server's truth,
 * says so, and hands back what was drawn as drafts.
 */
export function useSlideDocument({ name, personId, open = openSlideDocument, refusals = Refusals.of(personId) }: Collaborators) {
  const doc = shallowRef<Y.Doc>();
  const state = ref<SaveState>({ kind: 'loading' });
  const path = computed(() => name.value && documentPath(name.value));
  const refusal = computed(() => (path.value === undefined ? undefined : refusals.at(path.value)));
  let current: SlideDocument | undefined;
  let isOver = false;
  /** Documents whose copy on this machine is being deleted; a new one has to wait for that. */
  const forgetting = new Set<string>();

  const start = (): void => {
    const [of, at] = [name.value, path.value];
    if (isOver || current || !of || at === undefined || forgetting.has(at)) return;
    const mine = open(of, personId, {
      onState: (next) => {
        if (current !== mine) return;
        state.value = next;
        if (next.kind === 'saved') refusals.compare(at, mine.doc);
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
    refusals.giveUp(at, { doc: old.doc, code });
    release();
    forgetting.add(at);
    const done = (): void => {
      forgetting.delete(at);
      start();
    };
    void old.dispose({ forget: true }).then(done, done);
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

  return { doc, state, refusal, dismissRefusal: (): void => void (path.value !== undefined && refusals.dismiss(path.value)) };
}
