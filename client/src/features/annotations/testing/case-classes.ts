import { type AnnotationClass, DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import { computed, shallowRef } from 'vue';

/** The classes of a case in a test's hand. */
export function caseClasses() {
  const vocabulary = shallowRef<readonly AnnotationClass[]>(DEFAULT_VOCABULARY.classes);
  const classes = {
    offered: computed(() => vocabulary.value.filter(({ isHidden }) => !isHidden)),
    classOf: computed(() => {
      const byId = new Map(vocabulary.value.map((one) => [one.id, one]));
      return (id: string | null) => byId.get(id ?? '');
    }),
  };
  return { vocabulary, classes };
}
