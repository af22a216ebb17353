import { jest } from '@jest/globals';
import type { SlideAlignment, SlideDetail, SlideSummary } from '@parfocal/shared/api';
import { flushPromises } from '@vue/test-utils';
import { nextTick, ref, shallowRef } from 'vue';
import { slideOf } from '@/features/session/testing/slides';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { placed } from './testing/placed-slides';
import { PaneViewer } from './testing/pane-viewer';
import { type Compare, useCompare } from './useCompare';

const [FIRST, SECOND] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const person = '33333333-3333-4333-8333-333333333333';

describe('useCompare', () => {
  let socket: FakeSessionSocket;
  let stored: SlideAlignment[];
  let asked: { method: string; path: string; body: unknown }[];
  let session: PaneViewer;
  let beside: PaneViewer;
  let compare: Compare;
  let stop: () => void;
  const slides = shallowRef<readonly SlideSummary[]>([slideOf(FIRST), slideOf(SECOND)]);
  const slide = shallowRef<SlideDetail | undefined>();
  const slideId = ref<string | undefined>();

  const answer = (body: unknown): Response => ({ ok: true, status: 200, json: () => Promise.resolve(body) }) as Response;
  const open = async (id: string): Promise<void> => {
    slideId.value = id;
    slide.value = placed(id) as SlideDetail;
    await flushPromises();
  };
  /** Two panes, the other slide on the second one's viewer. */
  const split = async (): Promise<number> => {
    compare.split(2);
    const [{ key, slideId: other }] = compare.references.value as [{ key: number; slideId: string }];
    compare.register(key, { viewer: beside as never, slide: placed(other) });
    await flushPromises();
    return key;
  };

  beforeEach(async () => {
    [stored, asked] = [[], []];
    globalThis.fetch = jest.fn<typeof fetch>().mockImplementation((path, init) => {
      const method = init?.method ?? 'GET';
      asked.push({ method, path: String(path), body: init?.body && JSON.parse(String(init.body)) });
      if (method === 'PUT') stored = [{ ...(asked.at(-1)!.body as SlideAlignment), personId: person, at: 1 }];
      if (method === 'DELETE') stored = [];
      return Promise.resolve(answer(stored));
    });
    socket = new FakeSessionSocket();
    [session, beside] = [new PaneViewer(), new PaneViewer()];
    beside.now = { ...beside.now, x: 0, y: 0, resolution: 9 };
    ({ result: compare, stop } = inScope(() => useCompare({ socket: socket.asSocket, caseId: ref('case'), slides, viewer: session as never, slide, slideId, beforeMove: () => undefined })));
    await open(FIRST);
  });
  afterEach(() => stop());

  it('asks for no alignment before slides are compared', async () => {
    expect(asked).toEqual([]);
    await split();
    expect(asked.map(({ path }) => path)).toEqual(['/api/cases/case/alignments']);
  });

  it('begins with both at one magnification, middle on middle', async () => {
    await split();
    expect(beside.now).toMatchObject({ x: session.now.x, y: session.now.y, resolution: session.now.resolution });
  });

  it('begins as stored, and hears when a colleague aligns', async () => {
    stored = [{ slideA: FIRST, slideB: SECOND, scale: 2, rotation: 0, dx: 50, dy: 0, personId: person, at: 0 }];
    await split();
    expect(beside.now).toMatchObject({ x: session.now.x * 2 + 50, resolution: session.now.resolution * 2 });
    stored = [{ ...stored[0]!, dx: 70 }];
    socket.tell('case:changed');
    await flushPromises();
    expect(beside.now.x).toBe(session.now.x * 2 + 70);
  });

  it('links panes as they lie, one magnification staying one', async () => {
    await split();
    compare.toggleLink();
    beside.look({ x: 300, y: 400, resolution: 11, rotation: 0.5 }, 'hand');
    expect(session.now.x).toBe(2000);
    compare.toggleLink();
    await flushPromises();
    expect(beside.now).toMatchObject({ x: expect.closeTo(300), y: expect.closeTo(400), resolution: 2, rotation: expect.closeTo(0.5) });
    session.look({ x: session.now.x + 10 }, 'hand');
    expect(Math.hypot(beside.now.x - 300, beside.now.y - 400)).toBeCloseTo(10);
  });

  it('aligns by landmarks, shows it at once, and keeps it for the case in the one spelling of a pair', async () => {
    await open(SECOND);
    const key = await split();
    compare.startAligning(key);
    session.look({ x: 5 }, 'hand');
    expect(beside.now.x).not.toBe(5);
    for (const x of [100, 300]) {
      compare.aligning.place('session', { x, y: 0 });
      compare.aligning.place('reference', { x: x + 40, y: 0 });
    }
    await flushPromises();
    expect(beside.now.x).toBeCloseTo(session.now.x + 40);
    await compare.saveAlignment();
    // From the second slide to the first it was pointed out; stored is the other way.
    expect(asked.find(({ method }) => method === 'PUT')!.body).toMatchObject({ slideA: FIRST, slideB: SECOND, dx: expect.closeTo(-40), scale: expect.closeTo(1) });
    await flushPromises();
    expect([compare.aligning.paneKey.value, compare.isAligned(FIRST)]).toEqual([undefined, true]);
    expect(beside.now.x).toBeCloseTo(session.now.x + 40);
    await compare.forgetAlignment(FIRST);
    expect([asked.find(({ method }) => method === 'DELETE')!.path, compare.isAligned(FIRST)]).toEqual([`/api/cases/case/alignments/${FIRST}/${SECOND}`, false]);
  });

  it('gives up landmarks where another slide comes into a pane', async () => {
    const key = await split();
    compare.startAligning(key);
    compare.aligning.place('session', { x: 1, y: 1 });
    compare.choose(key, FIRST);
    await nextTick();
    expect(compare.aligning.paneKey.value).toBeUndefined();
    compare.register(key, { viewer: beside as never, slide: placed(FIRST) });
    compare.startAligning(key);
    expect(compare.aligning.paneKey.value).toBeUndefined();
  });
});
