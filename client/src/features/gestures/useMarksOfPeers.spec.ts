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
  let more: readonly PointerMark[];
  let speaking: ReadonlySet<string>;
  let prunes: number;
  let pointers: readonly PointerMark[];
  let views: readonly ViewMark[];
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    prunes = 0;
    more = [];
    speaking = new Set();
    for (const { peerId } of others.value) moments.set(peerId, { pointer: { x: 5, y: 6 }, isStale: false, view });
    moments.set('cleo', { pointer: undefined, isStale: false, view });
    const viewer = Object.assign(new FakeViewer(), { setPointers: (list: typeof pointers) => (pointers = list), setViews: (list: typeof views) => (views = list) });
    ({ stop } = inScope(() => useMarksOfPeers({
      session: { others } as unknown as Session,
      slides: { slideId } as unknown as SessionSlides,
      gestures: { momentOf: ({ peerId }) => moments.get(peerId)!, prune: () => void prunes++ },
      viewer: viewer.asViewer,
      more: () => more,
      speaking: () => speaking,
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
    more = [mirror];
    jest.advanceTimersToNextTimer();
    expect(pointers.map(({ key }) => key)).toEqual(['mirror', 'ann']);
  });

  it('ties who speaks to their pointer', () => {
    expect(pointers).toMatchObject([{ key: 'ann', speaking: false }]);
    speaking = new Set(['ann']);
    jest.advanceTimersToNextTimer();
    expect(pointers).toMatchObject([{ key: 'ann', speaking: true }]);
  });

  it('fades a pointer that has rested for long', () => {
    moments.set('ann', { pointer: { x: 5, y: 6 }, isStale: true, view });
    jest.advanceTimersToNextTimer();
    expect(pointers).toMatchObject([{ key: 'ann', stale: true }]);
  });

  it('forgets who is gone with every frame, and ends with its scope', () => {
    expect(prunes).toBe(1);
    stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
