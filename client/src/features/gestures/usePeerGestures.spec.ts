import type { SlideView } from '@parfocal/shared/geometry';
import { encodeGestures, type Peer, type PeerGesture } from '@parfocal/shared/protocol';
import { shallowRef } from 'vue';
import { peerOf } from '@/features/session/testing/peers';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { type PeerGestures, usePeerGestures } from './usePeerGestures';

const viewAt = (x: number): SlideView => ({ x, y: 0, resolution: 1, rotation: 0, widthPx: 800, heightPx: 600 });
const SETTLED_MS = 1_000;

describe('usePeerGestures', () => {
  const ann = peerOf('ann');
  const peers = shallowRef<readonly Peer[]>([]);
  let socket: FakeSessionSocket;
  let nowMs: number;
  let gestures: PeerGestures;
  let stop: () => void;

  const hear = (gesture: Partial<PeerGesture>, atMs: number): void => {
    nowMs = atMs;
    socket.tell('gestures', encodeGestures([{ number: ann.number, pointer: null, view: null, ...gesture }], 1));
  };
  const pointerAt = (atMs: number, peer = ann) => gestures.momentOf(peer, atMs).pointer;

  beforeEach(() => {
    peers.value = [ann];
    socket = new FakeSessionSocket();
    ({ result: gestures, stop } = inScope(() => usePeerGestures({ socket: socket.asSocket, peers, now: () => nowMs })));
  });
  afterEach(() => stop());

  it('glides from one position to the next, and reaches it exactly', () => {
    hear({ pointer: { x: 0, y: 0 }, view: viewAt(0) }, 0);
    hear({ pointer: { x: 10, y: 0 }, view: viewAt(10) }, 40);
    expect(gestures.momentOf(ann, 60)).toMatchObject({ pointer: { x: 5, y: 0 }, view: { x: 5 } });
    expect(gestures.momentOf(ann, 80)).toMatchObject({ pointer: { x: 10, y: 0 }, view: { x: 10 } });
  });

  it('says how long nothing of a hand changes by itself, and when there is news', () => {
    let news = 0;
    const end = gestures.onNews(() => news++);
    hear({ pointer: { x: 0, y: 0 } }, 0);
    hear({ pointer: { x: 10, y: 0 } }, 40);
    expect([60, 80, 20_000, 20_041].map((atMs) => gestures.momentOf(ann, atMs).restsMs)).toEqual([0, 19_961, 41, Infinity]);
    expect(gestures.momentOf(ann, 80 + 19_961).isStale).toBe(true);
    hear({ view: viewAt(5) }, 30_000);
    expect(gestures.momentOf(ann, 31_000).restsMs).toBe(Infinity);
    socket.drop();
    expect(news).toBe(4);
    end();
    socket.drop();
    expect(news).toBe(4);
  });

  it('lets a pointer that comes back appear where it is, without a flight over the slide', () => {
    hear({ pointer: { x: 0, y: 0 } }, 0);
    hear({ pointer: null }, 33);
    expect(pointerAt(40)).toBeUndefined();
    hear({ pointer: { x: 900, y: 0 } }, 66);
    expect(pointerAt(66)).toEqual({ x: 900, y: 0 });
  });

  it('G1: takes a gesture without a view for one that sees nothing', () => {
    hear({ view: viewAt(5) }, 0);
    hear({ view: null }, 33);
    expect(gestures.momentOf(ann, SETTLED_MS).view).toBeUndefined();
  });

  describe('G8: a peer that shows another slide', () => {
    const elsewhere = { ...ann, slideId: 'slide-b' };

    it('is not drawn there where it was here', () => {
      hear({ pointer: { x: 1, y: 1 }, view: viewAt(1) }, 0);
      expect(pointerAt(SETTLED_MS)).toEqual({ x: 1, y: 1 });
      peers.value = [elsewhere];
      expect(gestures.momentOf(elsewhere, SETTLED_MS)).toEqual({ pointer: undefined, isStale: false, view: undefined, restsMs: Infinity });
    });

    it('nor when nobody looked at it while it was on the other slide', () => {
      hear({ pointer: { x: 1, y: 1 } }, 0);
      peers.value = [elsewhere];
      expect(pointerAt(SETTLED_MS, elsewhere)).toBeUndefined();
    });

    it('is drawn from its first gesture there, and without a flight from the other slide', () => {
      hear({ pointer: { x: 1, y: 1 } }, 0);
      peers.value = [elsewhere];
      hear({ pointer: { x: 700, y: 1 } }, 33);
      expect(pointerAt(33, elsewhere)).toEqual({ x: 700, y: 1 });
    });

    it('is forgotten for good: back again, it is not where it once was', () => {
      hear({ pointer: { x: 1, y: 1 } }, 0);
      peers.value = [elsewhere];
      gestures.prune();
      peers.value = [ann];
      expect(pointerAt(SETTLED_MS)).toBeUndefined();
    });
  });

  it('G7: skips numbers that are not in the roster', () => {
    const ben = peerOf('ben');
    hear({ number: ben.number, pointer: { x: 1, y: 1 } }, 0);
    peers.value = [ann, ben];
    expect(pointerAt(SETTLED_MS, ben)).toBeUndefined();
  });

  it('forgets who is gone, so that nobody inherits a pointer with a number', () => {
    hear({ pointer: { x: 1, y: 1 } }, 0);
    peers.value = [];
    gestures.prune();
    peers.value = [ann];
    expect(pointerAt(SETTLED_MS)).toBeUndefined();
  });

  it('forgets everybody when the line breaks: a newcomer hears all anew', () => {
    hear({ pointer: { x: 1, y: 1 } }, 0);
    socket.drop();
    expect(pointerAt(SETTLED_MS)).toBeUndefined();
  });

  it('tells a pointer that has rested for long', () => {
    hear({ pointer: { x: 1, y: 1 } }, 0);
    expect(gestures.momentOf(ann, 20_000).isStale).toBe(false);
    expect(gestures.momentOf(ann, 20_001).isStale).toBe(true);
  });

  it('leaves no listener behind', () => {
    stop();
    expect(socket.listenerCount).toBe(0);
  });
});
