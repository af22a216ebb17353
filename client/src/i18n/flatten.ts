export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/** Sentences by their dotted path. Keys may hold dots themselves, as error codes do, so paths are made once, never taken apart. */
export function flatten(tree: MessageTree, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat[prefix + key] = value;
    else Object.assign(flat, flatten(value, `${prefix}${key}.`));
  }
  return flat;
}
