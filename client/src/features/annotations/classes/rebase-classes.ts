import type { AnnotationClass } from '@parfocal/shared/api';

/**
 * What somebody made of `base`, made of the `newest` instead: their order and their changes, what others changed elsewhere,
 * and everything that anybody added.
 */
export function rebasedClasses(base: readonly AnnotationClass[], mine: readonly AnnotationClass[], newest: readonly AnnotationClass[]): AnnotationClass[] {
  const [before, now] = [byId(base), byId(newest)];
  const kept = mine.map((one) => {
    const [was, is] = [before.get(one.id), now.get(one.id)];
    return is && was && JSON.stringify(was) === JSON.stringify(one) ? is : one;
  });
  const known = byId(kept);
  return [...kept, ...newest.filter(({ id }) => !known.has(id))];
}

const byId = (classes: readonly AnnotationClass[]): Map<string, AnnotationClass> => new Map(classes.map((one) => [one.id, one]));
