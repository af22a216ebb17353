import type { Annotation } from '@parfocal/shared/annotation';
import { computed, ref, shallowRef } from 'vue';
import { useText } from '@/i18n';
import { chooseMarks, EVERYTHING, type MarkFilter, type MarkOrder, type MarkWords, NO_CLASS } from './choose-marks';

/** The list as it was asked for: filtered, in order, with what there is to filter by. */
export function useMarkList(annotations: () => readonly Annotation[], words: MarkWords) {
  const { t, locale } = useText();
  const filter = shallowRef<MarkFilter>(EVERYTHING);
  const order = ref<MarkOrder>('newest');
  const found = computed(() => chooseMarks(annotations(), filter.value, order.value, words));

  /** Each value that occurs, with its word, by the word. */
  const choices = (valueOf: (one: Annotation) => string, wordOf: (one: Annotation) => string) =>
    computed(() => {
      const seen = new Map<string, string>();
      for (const one of annotations()) {
        const value = valueOf(one);
        if (!seen.has(value)) seen.set(value, wordOf(one));
      }
      return [...seen].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, locale.value));
    });

  return {
    filter,
    order,
    found,
    words,
    authors: choices(({ author }) => author, words.authorOf),
    classes: choices(({ classId }) => classId ?? NO_CLASS, (one) => words.classOf(one) || t('classes.none')),
    layers: choices(words.layerOf, words.layerOf),
    showAll: (): void => void (filter.value = EVERYTHING),
    /** The ids from one to another, both among them, as the list shows them now. */
    between(from: string, to: string): string[] {
      const [a, b] = [from, to].map((wanted) => found.value.findIndex(({ id }) => id === wanted)).sort((x, y) => x - y);
      return a === undefined || b === undefined || a < 0 ? [to] : found.value.slice(a, b + 1).map(({ id }) => id);
    },
  };
}
