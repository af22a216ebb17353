import { jest } from '@jest/globals';
import { decodeGesture, type Gesture, GESTURE_INTERVAL_MS, GESTURE_REST_MS } from '@parfocal/shared/protocol';
import { welcomeOf } from '@/features/session/testing/peers';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { FakeViewer } from './testing/fake-viewer';
import { useGestureSharing } from './useGestureSharing';

describe('useGestureSharing', () => {
  let socket: FakeSessionSocket;
  let viewer: FakeViewer;
  let stop: () => void;
  let isShown: boolean;

  const sent = (isVolatile: boolean): Gesture[] =>
    socket.emitted.filter((one) => one.event === 'gesture' && one.isVolatile === isVolatile).map(({ body }) => decodeGesture(body as string));
  const pointers = (isVolatile: boolean) => sent(isVolatile).map(({ pointer }) => pointer?.x);

  beforeEach(() => {
    jest.useFakeTimers();
    socket = new FakeSessionSocket();
    socket.open();
    viewer = new FakeViewer();
    isShown = true;
    ({ stop } = inScope(() => useGestureSharing({ socket: socket.asSocket, viewer: viewer.asViewer, isShown: () => isShown })));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('says nothing while nothing moves', () => {
    jest.advanceTimersByTime(60_000);
    expect(socket.emitted).toEqual([]);
  });

  it('G3: sends the newest, at most one in an interval', () => {
    for (let x = 1; x <= 5; x++) viewer.point({ x, y: 0 });
    expect(pointers(true)).toEqual([1]);
    jest.advanceTimersByTime(GESTURE_INTERVAL_MS);
    expect(pointers(true)).toEqual([1, 5]);
  });

  it('sends pointer and view together, whichever of them moved', () => {
    viewer.point({ x: 1, y: 2 });
    viewer.look({ x: 7 }, 'hand');
    jest.advanceTimersByTime(GESTURE_INTERVAL_MS);
    expect(sent(true).at(-1)).toMatchObject({ pointer: { x: 1, y: 2 }, view: { x: 7 } });
  });

  it('G3: repeats a resting position once, and reliably', () => {
    viewer.point({ x: 1, y: 0 });
    jest.advanceTimersByTime(GESTURE_REST_MS - 1);
    expect(pointers(false)).toEqual([]);
    jest.advanceTimersByTime(60_000);
    expect(pointers(false)).toEqual([1]);
    expect(pointers(true)).toEqual([1]);
  });

  it('G8: says nothing of one slide while the others were told of another', () => {
    viewer.point({ x: 1, y: 0 });
    isShown = false;
    viewer.point({ x: 2, y: 0 });
    jest.advanceTimersByTime(60_000);
    expect([...pointers(true), ...pointers(false)]).toEqual([1]);
    isShown = true;
    viewer.point({ x: 3, y: 0 });
    expect(pointers(true)).toEqual([1, 3]);
  });

  it('G2: says where a view on its way will rest, and nothing of it at rest', () => {
    const end = { ...viewer.now!, x: 900 };
    viewer.end = end;
    viewer.look({ x: 10 }, 'hand');
    viewer.end = undefined;
    jest.advanceTimersByTime(GESTURE_INTERVAL_MS);
    viewer.look({ x: 900 }, 'hand');
    jest.advanceTimersByTime(10_000);
    const targets = socket.emitted.map(({ body }) => decodeGesture(body as string).target?.x);
    expect(targets).toEqual([900, undefined, undefined]);
  });

  it('does not repeat what still moves', () => {
    for (let x = 1; x <= 20; x++) {
      viewer.point({ x, y: 0 });
      jest.advanceTimersByTime(GESTURE_REST_MS / 2);
    }
    expect(pointers(false)).toEqual([]);
  });

  it('queues nothing while the line is down, and tells where it stands once it is welcomed again', () => {
    socket.drop();
    viewer.point({ x: 3, y: 0 });
    jest.advanceTimersByTime(60_000);
    expect(sent(false)).toEqual([]);
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', []));
    expect(pointers(false)).toEqual([3]);
  });

  it('leaves no listener and no timer behind', () => {
    viewer.point({ x: 1, y: 0 });
    viewer.point({ x: 2, y: 0 });
    stop();
    expect(jest.getTimerCount()).toBe(0);
    expect(socket.listenerCount + viewer.listenerCount).toBe(0);
  });
});
