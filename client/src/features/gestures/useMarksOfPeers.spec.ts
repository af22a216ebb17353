import { jest } from '@jest/globals';
import type { Peer } from '@parfocal/shared/protocol';
import { ref, shallowRef } from 'vue';
import type { Session, SessionSlides } from '@/features/session';
import { peerOf } from '@/features/session/testing/peers';
import { inScope } from '@/lib/testing/in-scope';
import type { PointerMark, ViewMark } from '@/viewer';
import { FakeViewer } from './testing/fake-viewer';
import { useMarksOfPeers } from './useMarksOfPeers';
import type { PeerMoment } from './usePeerGestures';

const view = { x: 1, y: 2, resolution: 1, rotation: 0, widthPx: 800, heightPx: 600 };

describe('useMarksOfPeers', () => {
  const [ann, ben, cleo] = [peerOf('ann'), peerOf('ben', { slideId: 'slide-b' }), peerOf('cleo', { role: 'observer' })];
  const others = shallowRef<readonly Peer[]>([ann, ben, cleo]);
  const slideId = ref<string | undefined>('slide-a');
  const moments = new Map<string, PeerMoment>();
  const mirror: PointerMark = { key: 'mirror', at: { x: 9, y: 9 }, name: '', colour: '#fff', stale: false };
  const more = shallowRef<readonly PointerMark[]>([]);
  const speaking = shallowRef<ReadonlySet<string>>(new Set());
  let news: () => void;
  let viewer: FakeViewer & { setPointers: unknown };
  let prunes: number;
  let pointers: readonly PointerMark[];
  let views: readonly ViewMark[];
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    prunes = 0;
    more.value = [];
    speaking.value = new Set();
    for (const { peerId } of others.value) moments.set(peerId, { pointer: { x: 5, y: 6 }, isStale: false, view, restsMs: Infinity });
    moments.set('cleo', { pointer: undefined, isStale: false, view, restsMs: Infinity });
    viewer = Object.assign(new FakeViewer(), { setPointers: (list: typeof pointers) => (pointers = list), setViews: (list: typeof views) => (views = list) });
    ({ stop } = inScope(() => useMarksOfPeers({
      session: { others } as unknown as Session,
      slides: { slideId } as unknown as SessionSlides,
      gestures: { momentOf: ({ peerId }) => moments.get(peerId)!, prune: () => void prunes++, onNews: (listener) => ((news = listener), () => undefined) },
      viewer: viewer.asViewer,
      more: () => more.value,
      speaking: () => speaking.value,
    })));
    jest.advanceTimersToNextTimer();
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('draws the pointers and windows of those on this slide, and one’s own window', () => {
    expect(pointers.map(({ key, name }) => [key, name])).toEqual([['ann', 'ANN']]);
    expect(views.map(({ key, own }) => [key, own])).toEqual([['ann', false], ['cleo', false], ['own', true]]);
  });

  it('draws further pointers as they are given', () => {
    more.value = [mirror];
    jest.advanceTimersToNextTimer();
    expect(pointers.map(({ key }) => key)).toEqual(['mirror', 'ann']);
  });

  it('ties who speaks to their pointer', () => {
    expect(pointers).toMatchObject([{ key: 'ann', speaking: false }]);
    speaking.value = new Set(['ann']);
    jest.advanceTimersToNextTimer();
    expect(pointers).toMatchObject([{ key: 'ann', speaking: true }]);
  });

  it('S24: shows neither pointer nor window of who is away, until they are back', () => {
    others.value = others.value.map((peer) => ({ ...peer, state: 'away' }));
    jest.advanceTimersToNextTimer();
    expect([pointers, views.map(({ key }) => key)]).toEqual([[], ['own']]);
    others.value = others.value.map((peer) => ({ ...peer, state: 'here' }));
    jest.advanceTimersToNextTimer();
    expect(pointers).toMatchObject([{ key: 'ann' }]);
  });

  it('fades a pointer that has rested for long', () => {
    moments.set('ann', { pointer: { x: 5, y: 6 }, isStale: true, view, restsMs: Infinity });
    news();
    jest.advanceTimersToNextTimer();
    expect(pointers).toMatchObject([{ key: 'ann', stale: true }]);
  });

  it('asks for no frame at rest, and for one when news come, a view or a peer changes', () => {
    const isAsked = (): boolean => {
      const asked = jest.getTimerCount() > 0;
      jest.runOnlyPendingTimers();
      return asked;
    };
    expect(isAsked()).toBe(false);
    news();
    expect(isAsked()).toBe(true);
    viewer.look({ x: 50 }, 'hand');
    expect(isAsked()).toBe(true);
    others.value = [...others.value];
    expect(isAsked()).toBe(true);
    expect(isAsked()).toBe(false);
  });

  it('draws every frame while a hand glides, and until the trail of a laser is gone', () => {
    moments.set('ann', { pointer: { x: 5, y: 6 }, isStale: false, view, restsMs: 0 });
    news();
    jest.advanceTimersByTime(500);
    expect(prunes).toBeGreaterThan(20);
    moments.set('ann', { pointer: { x: 5, y: 6 }, isStale: false, isLaser: true, view, restsMs: Infinity });
    jest.advanceTimersByTime(500);
    moments.set('ann', { pointer: { x: 5, y: 6 }, isStale: false, view, restsMs: Infinity });
    jest.advanceTimersByTime(900);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(200);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('forgets who is gone with every frame, and ends with its scope', () => {
    expect(prunes).toBe(1);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
