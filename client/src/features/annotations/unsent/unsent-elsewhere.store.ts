import { type DocumentName, documentPath, type ErrorCode } from '@parfocal/shared/protocol';
import { defineStore } from 'pinia';
import { computed, ref, shallowReactive, watch } from 'vue';
import { documentsInUse, mergedState, openSlideDocument, type SaveState, type SlideDocument, WaitingCopies } from '@/wire';
import { Refusals } from './refusals';

/** Sent at once; the others follow. */
const AT_ONCE = 4;

interface Sending {
  readonly name: DocumentName;
  readonly document: SlideDocument;
}

/**
 * What this person drew in this browser and the server has not yet, on slides that are not in view: their copies are
 * opened behind the page, whichever it is, until everything in them is saved.
 */
export const useUnsentElsewhere = defineStore('unsent-elsewhere', () => unsentElsewhere());

export function unsentElsewhere({ open = openSlideDocument }: { open?: typeof openSlideDocument } = {}) {
  const personId = ref<string>();
  const states = shallowReactive(new Map<string, SaveState>());
  const sending = new Map<string, Sending>();
  /** Not to be had as this person now, such as of a case they are no longer in: kept here, and not asked for again by this page. */
  const closed = new Set<string>();
  /** Why, by the paths of documents in which something was refused. */
  const refused = shallowReactive(new Map<string, ErrorCode>());

  const end = (path: string, how?: { forget: boolean }): void => {
    const { document } = sending.get(path) ?? {};
    sending.delete(path);
    states.delete(path);
    void document?.dispose(how).finally(look);
  };
  const send = (of: string, name: DocumentName): void => {
    const path = documentPath(name);
    states.set(path, { kind: 'loading' });
    const document = open(name, of, {
      onState(state) {
        if (sending.get(path)?.document !== document) return;
        states.set(path, state);
        if (state.kind === 'closed' && state.code !== 'document.unreadable') closed.add(path);
        if (state.kind === 'saved' || closed.has(path)) end(path);
      },
      onRefused(code) {
        if (sending.get(path)?.document !== document) return;
        Refusals.of(of).giveUp(path, { doc: document.doc, code });
        refused.set(path, code);
        end(path, { forget: true });
      },
    });
    sending.set(path, { name, document });
  };
  /** Sends what waits and is in no view; what came into view is sent from there. */
  function look(): void {
    const of = personId.value;
    if (of === undefined) return;
    const inUse = documentsInUse.of(of);
    for (const path of sending.keys()) if ((inUse.get(path) ?? 0) > 1) end(path);
    for (const name of new WaitingCopies(of).names) {
      const path = documentPath(name);
      if (sending.size < AT_ONCE && !sending.has(path) && !inUse.has(path) && !closed.has(path)) send(of, name);
    }
  }
  watch(() => personId.value && documentsInUse.of(personId.value), look);

  return {
    /** Of all of them together; `undefined` where nothing waits. */
    state: computed(() => (states.size > 0 ? mergedState([...states.values()]) : undefined)),
    refused,
    /** From now on for whoever is signed in, if anybody is. What somebody else left stays where it is. */
    serve(whom: string | undefined): void {
      if (whom === personId.value) return;
      personId.value = undefined;
      for (const path of [...sending.keys()]) end(path);
      closed.clear();
      refused.clear();
      personId.value = whom;
      look();
    },
  };
}
