import { addComment, annotationsOf, type Comment, commentsOf, isResolved, listComments, removeComment } from '@parfocal/shared/annotation';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type * as Y from 'yjs';
import { createId } from '@/lib';
import { ReadMarks } from './read-marks';

/** The talk about one annotation. */
export interface Thread {
  /** The oldest first. */
  readonly comments: readonly Comment[];
  readonly isResolved: boolean;
  /** Comments of others that this person has not been shown. */
  readonly unread: number;
}

interface Collaborators {
  /** The documents of the slide in view. */
  docs: Ref<readonly Y.Doc[]>;
  personId: string;
  /** Whether this person may write into the document that an annotation is in. */
  mayWrite: (annotation: string) => boolean;
  /** People were called. */
  onCall: (annotation: string, people: readonly string[]) => void;
  now?: () => number;
  marks?: ReadMarks;
}

/** The threads of the annotations in view, and taking part in them. A comment lies where its annotation does. */
export function useThreads({ docs, personId, mayWrite, onCall, now = Date.now, marks = new ReadMarks(personId) }: Collaborators) {
  const threads = shallowRef<ReadonlyMap<string, Thread>>(new Map());
  let unbind: (() => void)[] = [];

  const othersIn = (comments: readonly Comment[]): number => comments.filter(({ author }) => author !== personId).length;
  const threadOf = (annotation: string, comments: readonly Comment[]): Thread => ({
    comments, isResolved: isResolved(comments), unread: Math.max(0, othersIn(comments) - marks.of(annotation)),
  });
  const refresh = (): void => {
    const byAnnotation = new Map<string, Comment[]>();
    for (const doc of docs.value) {
      for (const comment of listComments(doc)) {
        const known = byAnnotation.get(comment.annotation);
        if (known) known.push(comment);
        else byAnnotation.set(comment.annotation, [comment]);
      }
    }
    threads.value = new Map([...byAnnotation].map(([annotation, comments]) => [annotation, threadOf(annotation, comments)]));
  };
  const release = (): void => {
    for (const end of unbind) end();
    unbind = [];
  };
  watch(
    docs,
    (all) => {
      release();
      unbind = all.map((doc) => {
        const root = commentsOf(doc);
        root.observeDeep(refresh);
        return () => root.unobserveDeep(refresh);
      });
      refresh();
    },
    { immediate: true },
  );
  onScopeDispose(release);

  const docOf = (annotation: string): Y.Doc | undefined => docs.value.find((doc) => annotationsOf(doc).has(annotation));
  const write = (annotation: string, words: Pick<Comment, 'kind' | 'text' | 'mentions'>): void => {
    const doc = docOf(annotation);
    if (doc && mayWrite(annotation)) addComment(doc, { id: createId(), annotation, author: personId, createdAt: now(), ...words }, undefined);
  };

  return {
    threads,
    mayWrite,
    say(annotation: string, text: string, mentions: string[]): void {
      if (text.trim() === '') return;
      write(annotation, { kind: 'remark', text, mentions });
      if (mentions.length > 0) onCall(annotation, mentions);
    },
    settle: (annotation: string, kind: 'resolve' | 'reopen'): void => write(annotation, { kind, text: '', mentions: [] }),
    /** One's own. */
    takeBack({ id, annotation }: Comment): void {
      const doc = docOf(annotation);
      if (doc) removeComment(doc, id, undefined);
    },
    /** The person was shown all of it. */
    markRead(annotation: string): void {
      const thread = threads.value.get(annotation);
      if (thread && marks.set(annotation, othersIn(thread.comments))) refresh();
    },
  };
}

export type Threads = ReturnType<typeof useThreads>;
