/**
 * Which scene one goes behind when it is dropped at another, before or after it; `null`: it becomes the first, `undefined`: it
 * stays where it is.
 */
export function behindAt(ids: readonly string[], moved: string, target: string, isAfter: boolean): string | null | undefined {
  const rest = ids.filter((id) => id !== moved);
  const at = rest.indexOf(target);
  if (at < 0) return undefined;
  const place = isAfter ? at + 1 : at;
  return place === ids.indexOf(moved) ? undefined : (rest[place - 1] ?? null);
}

/** The same for one place up or down. */
export function behindStep(ids: readonly string[], moved: string, by: 1 | -1): string | null | undefined {
  const target = ids[ids.indexOf(moved) + by];
  return target === undefined ? undefined : behindAt(ids, moved, target, by === 1);
}

/** The order that comes of it, as the server makes it. */
export function movedBehind<T extends { readonly id: string }>(all: readonly T[], moved: string, behind: string | null): T[] {
  const one = all.find(({ id }) => id === moved);
  const rest = all.filter(({ id }) => id !== moved);
  const place = behind === null ? 0 : rest.findIndex(({ id }) => id === behind) + 1;
  return one ? [...rest.slice(0, place), one, ...rest.slice(place)] : [...all];
}
