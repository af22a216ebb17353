import type { Similarity } from '@parfocal/shared/geometry';
import { nextTick, ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import type { LinkedPane } from './linked-pane';
import { paneOf, PaneViewer } from './testing/pane-viewer';
import { SESSION_PANE } from './useComparison';
import { useLinkedViews } from './useLinkedViews';
import { useMirrorPointer } from './useMirrorPointer';

const RELATIONS: Record<string, Similarity> = {
  [SESSION_PANE]: { scale: 1, rotation: 0, dx: 0, dy: 0 },
  1: { scale: 0.5, rotation: Math.PI / 2, dx: 100, dy: 0 },
  2: { scale: 1, rotation: 0, dx: 1000, dy: 0 },
};

describe('linked panes', () => {
  let viewers: [PaneViewer, PaneViewer, PaneViewer];
  let links: ReturnType<typeof useLinkedViews>;
  let mirror: ReturnType<typeof useMirrorPointer>;
  let nowMs: number;
  let lettings: number;
  let stop: () => void;
  const panes = shallowRef<readonly LinkedPane[]>([]);
  const isLinked = ref(true);

  beforeEach(() => {
    viewers = [new PaneViewer(), new PaneViewer(), new PaneViewer()];
    panes.value = viewers.map((viewer, key) => paneOf(key, viewer));
    isLinked.value = true;
    [nowMs, lettings] = [10_000, 0];
    const relationTo = ({ key }: LinkedPane): Similarity | undefined => RELATIONS[key];
    ({ result: [links, mirror], stop } = inScope(() => [
      useLinkedViews({ panes, isLinked, relationTo, beforeMove: () => void lettings++, now: () => nowMs }),
      useMirrorPointer({ panes, isLinked, relationTo }),
    ] as const));
  });
  afterEach(() => stop());

  it('follow a hand on the session’s pane, each by its own relation', () => {
    viewers[0].look({ x: 10, y: 20, resolution: 4, rotation: 1 }, 'hand');
    expect(viewers[1].now).toMatchObject({ x: expect.closeTo(100 - 10), y: expect.closeTo(5), resolution: 2, rotation: expect.closeTo(1 - Math.PI / 2) });
    expect(viewers[2].now).toMatchObject({ x: 1010, y: 20, resolution: 4, rotation: expect.closeTo(1) });
    expect(lettings).toBe(0);
  });

  it('take the session’s pane along, and the others by way of it, and let go of whoever was followed', () => {
    viewers[1].look({ x: 90, y: 5, resolution: 2, rotation: 0 }, 'hand');
    expect(viewers[0].now).toMatchObject({ x: expect.closeTo(10), y: expect.closeTo(20), resolution: 4, rotation: expect.closeTo(Math.PI / 2) });
    expect(viewers[2].now.x).toBeCloseTo(1010);
    expect(lettings).toBe(1);
  });

  it('follow where the session’s pane is led, and never lead by an echo', () => {
    viewers[0].look({ x: 50 }, 'program');
    expect(viewers[2].now.x).toBe(1050);
    viewers[2].look({ x: 7 }, 'program');
    expect(viewers[0].now.x).toBe(50);
  });

  it('do not fight the hand that leads: what the session’s pane reports meanwhile is its echo', () => {
    viewers[2].look({ x: 1100 }, 'hand');
    const before = viewers[2].shows;
    viewers[0].look({ x: 99 }, 'program');
    expect([viewers[2].shows, viewers[2].now.x]).toEqual([before, 1100]);
    nowMs += 300;
    viewers[0].look({ x: 99 }, 'program');
    expect(viewers[2].now.x).toBe(1099);
  });

  it('stay where they are while they are not linked', () => {
    isLinked.value = false;
    viewers[0].look({ x: 10 }, 'hand');
    viewers[1].look({ x: 10 }, 'hand');
    links.align();
    expect([viewers[2].shows, lettings]).toEqual([0, 0]);
  });

  it('are brought together when asked', () => {
    viewers[1].now = { ...viewers[1].now, x: -5 };
    links.align();
    expect(viewers[1].now.x).toBeCloseTo(100 - 500);
  });

  it('show the pointer at the same place of every other slide, without a name', async () => {
    viewers[1].point({ x: 90, y: 5 });
    expect(mirror.inSession.value).toMatchObject([{ at: { x: expect.closeTo(10), y: expect.closeTo(20) }, name: '' }]);
    expect(viewers[2].pointers).toMatchObject([{ at: { x: expect.closeTo(1010), y: expect.closeTo(20) } }]);
    expect(viewers[1].pointers).toEqual([]);
    viewers[1].point(null);
    expect([mirror.inSession.value, viewers[2].pointers]).toEqual([[], []]);
    viewers[0].point({ x: 1, y: 1 });
    isLinked.value = false;
    await nextTick();
    expect([viewers[1].pointers, viewers[2].pointers]).toEqual([[], []]);
    viewers[0].point({ x: 2, y: 2 });
    expect(viewers[2].pointers).toEqual([]);
  });

  it('leave no listener behind, neither of a pane that went nor at the end', async () => {
    panes.value = panes.value.slice(0, 2);
    await nextTick();
    expect(viewers.map(({ listenerCount }) => listenerCount)).toEqual([2, 2, 0]);
    stop();
    expect(viewers.map(({ listenerCount }) => listenerCount)).toEqual([0, 0, 0]);
  });
});
