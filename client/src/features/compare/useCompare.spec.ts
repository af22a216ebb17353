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

  describe('what the room sees beside its slide', () => {
    const NEUTRAL = { brightness: 0, contrast: 1, gamma: 1, saturation: 1, whitePoint: null, isColourManaged: false, z: 0, channels: [] };

    it('S20: is told as it is: slides, how they lie or where they are, and how they look', async () => {
      expect(compare.shared.describe()).toEqual([]);
      await split();
      const before = compare.shared.changes.value;
      beside.setAppearance({ ...beside.appearance(), z: 2 });
      expect(compare.shared.changes.value).toBe(before + 1);
      expect(compare.shared.describe()).toEqual([{ slideId: SECOND, appearance: { ...NEUTRAL, z: 2 }, relation: { scale: 1, rotation: 0, dx: 0, dy: 0 }, view: null }]);
      compare.toggleLink();
      beside.look({ x: 7, y: 8, resolution: 3 }, 'hand');
      expect(compare.shared.describe()).toEqual([{ slideId: SECOND, appearance: { ...NEUTRAL, z: 2 }, relation: null, view: { x: 7, y: 8, resolution: 3, rotation: 0, widthPx: 800, heightPx: 600 } }]);
    });

    it('S20: is taken: panes, how they lie, and what the presenter changes of their looks', async () => {
      const pane = { slideId: SECOND, appearance: { ...NEUTRAL, z: 1 }, relation: { scale: 1, rotation: 0, dx: 500, dy: 0 }, view: null };
      compare.shared.take([pane], true);
      const [{ key }] = compare.references.value as unknown as [{ key: number }];
      compare.register(key, { viewer: beside as never, slide: placed(SECOND) });
      await flushPromises();
      expect([beside.worn.z, beside.now.x]).toEqual([1, session.now.x + 500]);
      beside.setAppearance({ ...beside.worn, contrast: 2 });
      compare.shared.take([{ ...pane, appearance: { ...NEUTRAL, z: 3 } }], true);
      await flushPromises();
      expect(beside.worn).toMatchObject({ z: 3, contrast: 2 });
      compare.shared.take([{ ...pane, relation: null, view: { x: 9, y: 9, resolution: 4, rotation: 0, widthPx: 800, heightPx: 600 } }], false);
      await flushPromises();
      expect([compare.isLinked.value, beside.now.x, compare.references.value.map((one) => one.key)]).toEqual([false, 9, [key]]);
      expect(compare.shared.shows([pane])).toBe(true);
      compare.shared.take([], true);
      expect(compare.isOpen.value).toBe(false);
      expect(compare.shared.shows([pane])).toBe(false);
    });

    it('is one’s own again once let go', async () => {
      compare.shared.take([{ slideId: SECOND, appearance: NEUTRAL, relation: { scale: 1, rotation: 0, dx: 500, dy: 0 }, view: null }], true);
      compare.register(compare.references.value[0]!.key, { viewer: beside as never, slide: placed(SECOND) });
      await flushPromises();
      compare.shared.letGo();
      await flushPromises();
      expect([compare.count.value, beside.now.x]).toEqual([2, session.now.x]);
    });
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
