import { jest } from '@jest/globals';
import type { HistoryItem, HistoryPage } from '@parfocal/shared/api';
import type { DocumentName } from '@parfocal/shared/protocol';
import { nextTick, ref, shallowRef } from 'vue';
import { ApiError } from '@/api';
import { inScope } from '@/lib/testing/in-scope';
import { useTimeline } from './useTimeline';

const nameOf = (slideId: string): DocumentName => ({ caseId: 'c', slideId, layer: 'case' });
const item = (n: number, rest: Partial<HistoryItem> = {}): HistoryItem => ({ place: `${n}.0`, subject: 'annotation', entry: `e${n}`, personId: 'p', verb: 'changed', since: n * 60_000, at: n, state: {}, was: {}, ...rest });
const pageOf = (from: number, to: number, next: string | null): HistoryPage => ({ items: Array.from({ length: from - to + 1 }, (_, i) => item(from - i)), next, keptSince: null });

describe('useTimeline', () => {
  const name = shallowRef<DocumentName | undefined>();
  const changed = ref(0);
  const load = jest.fn<(name: DocumentName, before?: string, signal?: AbortSignal) => Promise<HistoryPage>>();
  let timeline: ReturnType<typeof useTimeline>;
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    load.mockReset();
    name.value = nameOf('s');
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });
  const begin = async (): Promise<void> => {
    ({ result: timeline, stop } = inScope(() => useTimeline({ name, changed, load })));
    await jest.advanceTimersByTimeAsync(0);
  };
  const places = (): number[] => timeline.items.value.map(({ at }) => at);

  it('shows the newest, and the older on request', async () => {
    load.mockResolvedValueOnce(pageOf(9, 6, '6.0')).mockResolvedValueOnce(pageOf(5, 1, null));
    await begin();
    expect([places(), timeline.next.value]).toEqual([[9, 8, 7, 6], '6.0']);
    await timeline.older();
    expect([places(), timeline.next.value]).toEqual([[9, 8, 7, 6, 5, 4, 3, 2, 1], null]);
    expect(load.mock.calls[1]![1]).toBe('6.0');
  });

  it('keeps what was loaded further down when something is new', async () => {
    load.mockResolvedValueOnce(pageOf(9, 6, '6.0')).mockResolvedValueOnce(pageOf(5, 1, null)).mockResolvedValueOnce(pageOf(11, 8, '8.0'));
    await begin();
    await timeline.older();
    changed.value++;
    await nextTick();
    await jest.advanceTimersByTimeAsync(1_000);
    expect([places(), timeline.next.value]).toEqual([[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], null]);
  });

  it('begins anew when so much is new that the pages do not meet', async () => {
    load.mockResolvedValueOnce(pageOf(9, 6, null)).mockResolvedValueOnce(pageOf(99, 90, '90.0'));
    await begin();
    await timeline.refresh();
    expect([places()[0], timeline.items.value.length, timeline.next.value]).toEqual([99, 10, '90.0']);
  });

  const imported = (from: number, to: number, next: string | null): HistoryPage => {
    const page = pageOf(from, to, next);
    return { ...page, items: page.items.map((one) => ({ ...one, verb: 'created', state: { createdAt: 7 } })) };
  };

  it('shows an import of many pages whole, and asks for no more than that', async () => {
    load.mockResolvedValueOnce(imported(99, 90, '90.0')).mockResolvedValueOnce(imported(89, 80, '80.0')).mockResolvedValueOnce({ ...imported(79, 75, '70.0'), items: [...imported(79, 75, null).items, ...pageOf(74, 70, null).items] });
    await begin();
    expect([places().length, places().at(-1), timeline.next.value, load.mock.calls.map(([, before]) => before)]).toEqual([30, 70, '70.0', [undefined, '90.0', '80.0']]);
  });

  it('ends to look for the beginning of an import that has none in sight, or when an answer fails', async () => {
    load.mockImplementation(async (_name, before) => imported(Number.parseInt(before ?? '9990', 10) - 1, Number.parseInt(before ?? '9990', 10) - 10, `${Number.parseInt(before ?? '9990', 10) - 10}.0`));
    await begin();
    expect(load).toHaveBeenCalledTimes(21);
    load.mockReset().mockRejectedValueOnce(new ApiError('unavailable'));
    await timeline.older();
    expect([load.mock.calls.length, timeline.trouble.value]).toEqual([1, 'unavailable']);
  });

  it('forgets one slide at the next, also an answer that comes late', async () => {
    let late: (page: HistoryPage) => void = () => undefined;
    load.mockReturnValueOnce(new Promise((resolve) => (late = resolve))).mockResolvedValueOnce(pageOf(2, 2, null));
    await begin();
    name.value = nameOf('other');
    await jest.advanceTimersByTimeAsync(0);
    late(pageOf(9, 9, null));
    await jest.advanceTimersByTimeAsync(0);
    expect(places()).toEqual([2]);
    name.value = undefined;
    await nextTick();
    expect([places(), load.mock.calls.length]).toEqual([[], 2]);
  });

  it('says what went wrong, and no longer once it goes well', async () => {
    load.mockRejectedValueOnce(new ApiError('unavailable')).mockResolvedValueOnce(pageOf(1, 1, null));
    await begin();
    expect(timeline.trouble.value).toBe('unavailable');
    await timeline.refresh();
    expect([timeline.trouble.value, places()]).toEqual([undefined, [1]]);
  });

  it('asks nothing while nobody looks', async () => {
    name.value = undefined;
    await begin();
    changed.value++;
    await nextTick();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(load).not.toHaveBeenCalled();
  });
});
