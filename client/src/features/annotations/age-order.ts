import type { Annotation } from '@parfocal/shared/annotation';

/** The oldest first; of the same moment, alike on every screen. */
export const byAge = (a: Annotation, b: Annotation): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : a.id === b.id ? 0 : 1);

/** More changes than this are merged in one pass; fewer are put in their places, each found by halving. */
const FEW = 32;

/**
 * A list in order without some of its own and with others.
 *
 * @param list in order of age; not changed
 * @param gone objects of `list`
 * @param come objects that are not in `list`, in any order
 */
export function withChanges(list: readonly Annotation[], gone: ReadonlySet<Annotation>, come: readonly Annotation[]): Annotation[] {
  if (gone.size + come.length > FEW) return merged(gone.size > 0 ? list.filter((one) => !gone.has(one)) : list, isInOrder(come) ? come : [...come].sort(byAge));
  const next = list.slice();
  for (const one of gone) {
    const at = placeOf(next, one);
    // Its neighbours of the same age and id are the same annotation, read at another time.
    if (next[at]?.id === one.id) next.splice(at, 1);
  }
  for (const one of come) next.splice(placeOf(next, one), 0, one);
  return next;
}

/** The first place whose annotation is not older. */
function placeOf(list: readonly Annotation[], one: Annotation): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byAge(list[middle]!, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isInOrder = (list: readonly Annotation[]): boolean => list.every((one, i) => i === 0 || byAge(list[i - 1]!, one) < 0);

/** What is older than all of `b` is not looked at: what comes now is nearly always the newest. */
function merged(a: readonly Annotation[], b: readonly Annotation[]): Annotation[] {
  let at = b[0] ? placeOf(a, b[0]) : a.length;
  const all = a.slice(0, at);
  for (const one of b) {
    while (at < a.length && byAge(a[at]!, one) < 0) all.push(a[at++]!);
    all.push(one);
  }
  while (at < a.length) all.push(a[at++]!);
  return all;
}
