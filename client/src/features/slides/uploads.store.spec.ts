import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { FakeXhr } from '@/api/testing/fake-xhr';
import { useUploads } from './uploads.store';

const slideNamed = (name: string) => ({ id: crypto.randomUUID(), name, widthPx: 1, heightPx: 1, mppX: null, mppY: null, objectivePower: null, state: 'ready', verdict: null });
const file = (name: string): File => new File(['x'], name);

describe('useUploads', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    FakeXhr.install();
  });

  it('sends one after the other, and tells of each that arrived', async () => {
    const store = useUploads();
    const arrived: string[] = [];
    store.onArrived((caseId, name) => arrived.push(`${caseId} ${name}`));
    store.add('c', [file('a.svs'), file('b.svs')]);
    expect(store.uploads.map(({ state }) => state)).toEqual(['sending', 'waiting']);
    expect(FakeXhr.sent).toHaveLength(1);

    FakeXhr.last.answer(201, slideNamed('a'));
    await flushPromises();
    expect(FakeXhr.sent).toHaveLength(2);
    FakeXhr.last.answer(201, slideNamed('b'));
    await flushPromises();
    expect(arrived).toEqual(['c a', 'c b']);
    expect(store.uploads).toEqual([]);
    expect(store.busy).toBe(false);
  });

  it('says when all is sent and the server is reading', () => {
    const store = useUploads();
    store.add('c', [file('a.svs')]);
    FakeXhr.last.upload.onprogress?.({ loaded: 1, total: 2 });
    expect(store.uploads[0]).toMatchObject({ state: 'sending', share: 0.5 });
    FakeXhr.last.upload.onprogress?.({ loaded: 2, total: 2 });
    expect(store.uploads[0]).toMatchObject({ state: 'reading', share: 1 });
  });

  it('keeps a refused one with its reason, goes on with the next, and sends it again when asked', async () => {
    const store = useUploads();
    store.add('c', [file('a.tif'), file('b.svs')]);
    FakeXhr.last.answer(422, { code: 'slide.not-tiled', correlationId: 'r' });
    await flushPromises();
    expect(store.uploads[0]).toMatchObject({ state: 'failed', code: 'slide.not-tiled' });
    expect(store.uploads[1]?.state).toBe('sending');
    FakeXhr.last.answer(201, slideNamed('b'));
    await flushPromises();

    store.retry(store.uploads[0]?.id ?? 0);
    expect(store.uploads[0]).toMatchObject({ state: 'sending', code: null });
    expect(FakeXhr.sent).toHaveLength(3);
  });

  it('ends a cancelled one and goes on with the next', async () => {
    const store = useUploads();
    store.add('c', [file('a.svs'), file('b.svs'), file('c.svs')]);
    const [first, second] = store.uploads;
    store.cancel(second?.id ?? 0);
    store.cancel(first?.id ?? 0);
    await flushPromises();
    expect(store.uploads.map((upload) => [upload.file.name, upload.state])).toEqual([['c.svs', 'sending']]);
  });
});
