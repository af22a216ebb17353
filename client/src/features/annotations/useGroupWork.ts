import type { AnnotationChange } from '@parfocal/shared/annotation';
import type { Annotations } from './useAnnotations';

/** So many changes are far smaller than the largest update that the server takes (SPEC D10). */
const AT_ONCE = 500;

/** The same change of many annotations, told to the others in a few pieces and taken back in as many. */
export function useGroupWork(annotations: Pick<Annotations, 'change' | 'remove' | 'together'>) {
  const each = (ids: readonly string[], work: (id: string) => void): void => {
    for (let from = 0; from < ids.length; from += AT_ONCE) annotations.together(() => ids.slice(from, from + AT_ONCE).forEach(work));
  };

  return {
    changeAll: (ids: readonly string[], change: AnnotationChange): void => each(ids, (id) => annotations.change(id, change)),
    removeAll: (ids: readonly string[]): void => each(ids, (id) => annotations.remove(id)),
  };
}
