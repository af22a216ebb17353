import type { HistoryItem, HistoryPage } from '@parfocal/shared/api';
import { type DocumentName, documentPath, type ErrorCode } from '@parfocal/shared/protocol';
import { onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { errorCodeOf, historyPage } from '@/api';
import { endsInRun } from './runs';

interface Collaborators {
  /** Whose time line is looked at; nothing while nobody looks. */
  name: Ref<DocumentName | undefined>;
  /** Changes whenever the document does. */
  changed: Ref<unknown>;
  load?: typeof historyPage;
}

/** What was done a moment ago is on its way to the server's disk still. */
const SETTLED_MS = 700;

/** An import of hundreds lies on many pages and is one thing to see: so many are loaded for it without being asked for. */
const RUN_PAGES_MAX = 20;

/** Who changed what and when in a document: the newest at once, the older on request, and what comes while one looks. */
export function useTimeline({ name, changed, load = historyPage }: Collaborators) {
  const items = shallowRef<readonly HistoryItem[]>([]);
  const keptSince = ref<number | null>(null);
  const next = ref<string | null>(null);
  const isLoading = ref(false);
  const trouble = ref<ErrorCode>();
  let asking: AbortController | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;

  const ask = async (before: string | undefined, take: (page: HistoryPage) => void): Promise<void> => {
    const of = name.value;
    asking?.abort();
    if (!of) return;
    const mine = (asking = new AbortController());
    isLoading.value = true;
    try {
      const page = await load(of, before, mine.signal);
      if (asking !== mine) return;
      trouble.value = undefined;
      keptSince.value = page.keptSince;
      take(page);
    } catch (error) {
      if (asking === mine) trouble.value = errorCodeOf(error);
    } finally {
      if (asking === mine) isLoading.value = false;
    }
  };
  /** Rows are the same as before but for the newest: what was loaded further down stays. */
  const refresh = async (): Promise<void> => {
    let overlaps = true;
    await ask(undefined, (page) => (overlaps = renew(page)));
    if (!overlaps) await wholeRun();
  };
  /** Whether it meets what was loaded before. */
  const renew = (page: HistoryPage): boolean => {
    const places = new Set(page.items.map(({ place }) => place));
    const last = page.items.at(-1)?.place;
    const overlaps = last !== undefined && items.value.some(({ place }) => place === last);
    const older = overlaps ? items.value.slice(items.value.findIndex(({ place }) => place === last) + 1).filter(({ place }) => !places.has(place)) : [];
    items.value = [...page.items, ...older];
    if (!overlaps) next.value = page.next;
    return overlaps;
  };
  /** Another question, or one that failed, leaves `next` as it is and ends it. */
  const wholeRun = async (): Promise<void> => {
    for (let page = 0; page < RUN_PAGES_MAX && next.value && endsInRun(items.value); page++) {
      const before = next.value;
      await nextPage();
      if (next.value === before) return;
    }
  };
  const nextPage = (): Promise<void> => ask(next.value ?? undefined, (page) => {
    items.value = [...items.value, ...page.items];
    next.value = page.next;
  });
  const older = async (): Promise<void> => {
    const before = next.value;
    await nextPage();
    if (next.value !== before) await wholeRun();
  };

  const release = (): void => {
    asking?.abort();
    asking = undefined;
    clearTimeout(settling);
    items.value = [];
    next.value = keptSince.value = null;
    isLoading.value = false;
    trouble.value = undefined;
  };
  watch(
    () => name.value && documentPath(name.value),
    () => {
      release();
      void refresh();
    },
    { immediate: true },
  );
  watch(changed, () => {
    clearTimeout(settling);
    if (name.value) settling = setTimeout(() => void refresh(), SETTLED_MS);
  });
  onScopeDispose(release);

  return { items, keptSince, next, isLoading, trouble, refresh, older };
}

export type Timeline = ReturnType<typeof useTimeline>;
