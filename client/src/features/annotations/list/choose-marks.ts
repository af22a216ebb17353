import { type Annotation, measureOf } from '@parfocal/shared/annotation';

export const MARK_ORDERS = ['newest', 'oldest', 'name', 'class', 'author', 'largest'] as const;
export type MarkOrder = (typeof MARK_ORDERS)[number];

/** Which annotations the list shows; an empty word lets all pass. */
export interface MarkFilter {
  readonly text: string;
  readonly author: string;
  /** A class's id, or {@link NO_CLASS}. */
  readonly classId: string;
  readonly layer: string;
  readonly thread: ThreadState | '';
}

/** Whether something is said of it, and whether that is settled. */
export const THREAD_STATES = ['open', 'resolved', 'none'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/** Instead of a slide's id: all that are open. */
export const EVERY_SLIDE = 'all';

export const NO_CLASS = 'none';
export const EVERYTHING: MarkFilter = { text: '', author: '', classId: '', layer: '', thread: '' };

/** What the list says of an annotation, in the language of now. */
export interface MarkWords {
  readonly nameOf: (one: Annotation) => string;
  readonly authorOf: (one: Annotation) => string;
  readonly classOf: (one: Annotation) => string;
  readonly layerOf: (one: Annotation) => string;
  readonly threadOf: (one: Annotation) => ThreadState;
  /** More to be found by, such as its kind. */
  readonly moreOf: (one: Annotation) => string;
}

/** Those that pass, in order. Equal ones stay in the order in which they were drawn. */
export function chooseMarks(all: readonly Annotation[], filter: MarkFilter, order: MarkOrder, words: MarkWords): Annotation[] {
  const text = filter.text.trim().toLocaleLowerCase();
  const isWhole = !text && !filter.author && !filter.classId && !filter.layer && !filter.thread;
  const found = isWhole ? [...all] : all.filter((one) => {
    if (filter.author && one.author !== filter.author) return false;
    if (filter.classId && (one.classId ?? NO_CLASS) !== filter.classId) return false;
    if (filter.layer && words.layerOf(one) !== filter.layer) return false;
    if (filter.thread && words.threadOf(one) !== filter.thread) return false;
    return !text || [words.nameOf(one), one.note, words.authorOf(one), words.classOf(one), words.moreOf(one)].join('\n').toLocaleLowerCase().includes(text);
  });
  return sorted(found, order, words);
}

/** `found` comes oldest first, as documents are read. */
function sorted(found: Annotation[], order: MarkOrder, words: MarkWords): Annotation[] {
  switch (order) {
    case 'oldest':
      return found;
    case 'newest':
      return found.reverse();
    case 'name':
      return byWords(found, words.nameOf);
    case 'class':
      return byWords(found, words.classOf);
    case 'author':
      return byWords(found, words.authorOf);
    case 'largest':
      return found.map((one) => ({ one, size: sizeOf(one) })).sort((a, b) => b.size - a.size).map(({ one }) => one);
  }
}

/** Those without a word come last. */
function byWords(found: Annotation[], wordOf: (one: Annotation) => string): Annotation[] {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return found.map((one) => ({ one, word: wordOf(one) })).sort((a, b) => Number(a.word === '') - Number(b.word === '') || compare(a.word, b.word)).map(({ one }) => one);
}

/** Areas before lengths before what has neither, each in pixels of level 0. */
function sizeOf(one: Annotation): number {
  const measure = measureOf(one);
  if (!measure) return -1;
  return measure.unit === 'px²' ? 1e12 + measure.value : measure.value;
}
