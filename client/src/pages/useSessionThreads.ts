import { annotationsOf } from '@parfocal/shared/annotation';
import { computed, type Ref } from 'vue';
import type * as Y from 'yjs';
import { type Layers, useThreads } from '@/features/annotations';
import { useMentionsOfMe } from '@/features/mentions';
import type { SessionSlides } from '@/features/session';
import type { SessionSocket } from '@/wire';
import type { useGoTo } from './useGoTo';
import { useMentions } from './useMentions';

interface Collaborators {
  socket: SessionSocket;
  slides: SessionSlides;
  layers: Layers;
  /** Documents of other slides that are listed. */
  elsewhere: Ref<readonly Y.Doc[]>;
  personId: string;
  nameOf: (personId: string) => string | undefined;
  goTo: ReturnType<typeof useGoTo>;
}

/** The talk about the annotations of the slide in view, in all its layers, and the people it calls. */
export function useSessionThreads({ socket, slides, layers, elsewhere, personId, nameOf, goTo }: Collaborators) {
  const mentions = useMentions({ socket, slides, layers, nameOf, goTo });
  const open = computed(() => layers.open.value.flatMap(({ layer, document: { doc } }) => (doc.value ? [{ layer, doc: doc.value }] : [])));
  const threads = useThreads({
    docs: computed(() => [...open.value.map(({ doc }) => doc), ...elsewhere.value]),
    personId,
    mayWrite: (annotation) => {
      const holder = open.value.find(({ doc }) => annotationsOf(doc).has(annotation));
      return layers.writable.value.some(({ layer }) => layer === holder?.layer);
    },
    onCall: mentions.call,
  });
  /** Whom a comment may call. */
  const people = computed(() => (slides.record.value?.members ?? []).map(({ person: { id, displayName: name } }) => ({ id, name })));
  const mentionsOfMe = useMentionsOfMe();
  void mentionsOfMe.load();
  return {
    ...threads,
    people,
    markRead(annotation: string): void {
      threads.markRead(annotation);
      void mentionsOfMe.markRead([annotation]);
    },
  };
}
