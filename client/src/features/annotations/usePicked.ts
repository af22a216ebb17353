import { computed, shallowRef } from 'vue';

/** Which annotations the person has picked, on the slide or in the list: none, one to look at closely, or several to be treated alike. */
export function usePicked() {
  const picked = shallowRef<ReadonlySet<string>>(new Set());

  return {
    picked,
    /** The one, where it is one. */
    selectedId: computed(() => (picked.value.size === 1 ? ([...picked.value][0] ?? null) : null)),
    select(id: string | null): void {
      if (id === null && picked.value.size === 0) return;
      picked.value = new Set(id === null ? [] : [id]);
    },
    /** Into what is picked already, or out of it. */
    toggle(id: string): void {
      const next = new Set(picked.value);
      if (!next.delete(id)) next.add(id);
      picked.value = next;
    },
    /** These, in place of what was picked or besides. */
    pick(ids: Iterable<string>, besides = false): void {
      picked.value = new Set([...(besides ? picked.value : []), ...ids]);
    },
    /** Lets go what is not there any more. */
    keep(isThere: (id: string) => boolean): void {
      const left = [...picked.value].filter(isThere);
      if (left.length < picked.value.size) picked.value = new Set(left);
    },
  };
}

export type Picked = ReturnType<typeof usePicked>;
