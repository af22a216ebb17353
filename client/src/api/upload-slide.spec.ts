import { FakeXhr } from './testing/fake-xhr';
import { uploadSlide } from './upload-slide';

const SLIDE = { id: 'c1a4a2a0-0000-4000-8000-000000000001', name: 'A1', widthPx: 1, heightPx: 1, mppX: null, mppY: null, objectivePower: null, state: 'ready', verdict: null };
const file = new File(['x'], 'A 1&2.svs');

describe('uploadSlide', () => {
  beforeEach(() => FakeXhr.install());

  it('sends the file as it is, tells its progress, and answers with the slide', async () => {
    const shares: number[] = [];
    const slide = uploadSlide('c', file, (share) => shares.push(share), new AbortController().signal);
    FakeXhr.last.upload.onprogress?.({ loaded: 1, total: 4 });
    FakeXhr.last.upload.onprogress?.({ loaded: 0, total: 0 });
    FakeXhr.last.answer(201, SLIDE);
    await expect(slide).resolves.toEqual(SLIDE);
    expect(shares).toEqual([0.25, 0]);
    expect(FakeXhr.last).toMatchObject({ url: '/api/cases/c/slides', body: file, headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'A%201%262.svs' } });
  });

  it.each([
    ['the server’s refusal', (xhr: FakeXhr) => xhr.answer(422, { code: 'slide.truncated', correlationId: 'r' }), 'slide.truncated'],
    ['a proxy’s page', (xhr: FakeXhr) => xhr.answer(413, '<html>'), 'body.too-large'],
    ['a dead network', (xhr: FakeXhr) => xhr.onerror?.(), 'unavailable'],
    ['an answer that is no slide', (xhr: FakeXhr) => xhr.answer(201, {}), 'internal'],
  ])('says %s by its code', async (_what, happen, code) => {
    const slide = uploadSlide('c', file, () => undefined, new AbortController().signal);
    happen(FakeXhr.last);
    await expect(slide).rejects.toMatchObject({ code });
  });

  it('stops at once when it is cancelled, and sends nothing if it already was', async () => {
    const abort = new AbortController();
    const slide = uploadSlide('c', file, () => undefined, abort.signal);
    abort.abort();
    await expect(slide).rejects.toMatchObject({ name: 'AbortError' });
    await expect(uploadSlide('c', file, () => undefined, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(FakeXhr.sent).toHaveLength(1);
  });
});
