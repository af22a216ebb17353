import type { SlideDetail } from '@parfocal/shared/api';
import type { Peer, Presenting, Spotlight } from '@parfocal/shared/protocol';
import { computed, nextTick, ref, shallowRef } from 'vue';
import { peerOf } from '@/features/session/testing/peers';
import { inScope } from '@/lib/testing/in-scope';
import type { SlideViewer } from '@/viewer';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { useHands } from './useHands';
import { useLaser } from './useLaser';
import { usePings } from './usePings';
import { useSpotlight } from './useSpotlight';

const [ann, ben, eva] = [peerOf('ann'), peerOf('ben'), peerOf('eva')];
const box = { minX: 0, minY: 0, maxX: 100, maxY: 10 };
const spotlight: Spotlight = { slideId: 'slide-a', mark: { id: 'm', layer: 'case' }, box };

/** A viewer that notes what it is told to show. */
class NotingViewer {
  readonly noted: unknown[] = [];
  point: (at: { x: number; y: number } | null) => void = () => undefined;
  hold: ((isHeld: boolean) => void) | undefined;
  press: ((at: { x: number; y: number } | null) => void) | undefined;
  readonly asViewer = {
    pointOut: (listener: (isHeld: boolean) => void) => ((this.hold = listener), () => void (this.hold = undefined)),
    pickPoint: (listener: (at: { x: number; y: number } | null) => void) => ((this.press = listener), () => void (this.press = undefined)),
    view: () => ({ x: 7, y: 8, resolution: 1, rotation: 0, widthPx: 10, heightPx: 10 }),
    onPointer: (listener: (at: { x: number; y: number } | null) => void) => ((this.point = listener), () => undefined),
    ping: (mark: unknown) => void this.noted.push(mark),
    setSpotlight: (lit: unknown) => void this.noted.push(lit),
    showBox: (lit: unknown) => void this.noted.push({ shown: lit }),
  } as unknown as SlideViewer;
}

describe('signals', () => {
  const peers = shallowRef<readonly Peer[]>([ann, ben, eva]);
  const presents = ref(false);
  const session = { peers, own: computed<Peer | undefined>(() => ann), isPresenting: computed(() => presents.value), presenting: shallowRef<Presenting>({ peerId: 'ann', epoch: 3 }) };
  const slides = { slide: shallowRef<SlideDetail | undefined>({ id: 'slide-a' } as SlideDetail) };
  let socket: FakeSessionSocket;
  let viewer: NotingViewer;
  let stop: () => void;
  const within = <T>(make: () => T): T => {
    const made = inScope(make);
    stop = made.stop;
    return made.result;
  };

  beforeEach(() => {
    socket = new FakeSessionSocket();
    socket.open();
    viewer = new NotingViewer();
    presents.value = false;
    slides.slide.value = { id: 'slide-a' } as SlideDetail;
  });
  afterEach(() => {
    stop();
    expect(socket.listenerCount).toBe(0);
  });

  it('P2: shows hands in their order, and of those who are here', async () => {
    const hands = within(() => useHands({ socket: socket.asSocket, session }));
    socket.tell('hands:changed', { peerIds: ['eva', 'gone', 'ann'] });
    expect([hands.raised.value.map(({ peerId }) => peerId), hands.isRaised.value]).toEqual([['eva', 'ann'], true]);
    await hands.toggle();
    socket.tell('hands:changed', { peerIds: ['eva'] });
    await hands.toggle();
    expect(socket.asked).toEqual([['hand:lower', { peerId: 'ann' }], ['hand:raise', {}]]);
  });

  it('P1: rings on this slide, a word for another one, and none about oneself', async () => {
    const elsewhere: string[] = [];
    const pings = within(() => usePings({ socket: socket.asSocket, session, slides, viewer: viewer.asViewer, onElsewhere: ({ slideId }, by) => elsewhere.push(`${by.name} ${slideId}`) }));
    socket.tell('ping:sent', { peerId: 'ben', slideId: 'slide-a', at: { x: 1, y: 2 } });
    socket.tell('ping:sent', { peerId: 'ben', slideId: 'slide-b', at: { x: 1, y: 2 } });
    socket.tell('ping:sent', { peerId: 'ann', slideId: 'slide-b', at: { x: 1, y: 2 } });
    socket.tell('ping:sent', { peerId: 'nobody', slideId: 'slide-a', at: { x: 1, y: 2 } });
    expect([viewer.noted, elsewhere]).toEqual([[{ at: { x: 1, y: 2 }, name: 'BEN', colour: expect.any(String) }], ['BEN slide-b']]);
    await pings.send();
    viewer.point({ x: 3, y: 4 });
    await pings.send();
    expect(socket.asked.map(([, body]) => body)).toEqual([{ at: { x: 7, y: 8 } }, { at: { x: 3, y: 4 } }]);
  });

  it('P1: rings where the next press is, until that is given up', async () => {
    const pings = within(() => usePings({ socket: socket.asSocket, session, slides, viewer: viewer.asViewer, onElsewhere: () => undefined }));
    const sent: unknown[] = [];
    pings.pick((reply) => sent.push(reply));
    expect(pings.isPicking.value).toBe(true);
    viewer.press?.({ x: 3, y: 4 });
    await sent[0];
    expect([pings.isPicking.value, socket.asked]).toEqual([false, [['ping:send', { at: { x: 3, y: 4 } }]]]);
    pings.pick((reply) => sent.push(reply));
    expect([pings.cancel(), pings.cancel(), viewer.press]).toEqual([true, false, undefined]);
    pings.pick((reply) => sent.push(reply));
    viewer.press?.(null);
    expect([pings.isPicking.value, sent.length]).toEqual([false, 1]);
  });

  it('P4: dims for who sees with the presenter, on that slide only', async () => {
    const isLedByPresenter = ref(false);
    const light = within(() => useSpotlight({ socket: socket.asSocket, session, slides, viewer: viewer.asViewer, isLedByPresenter }));
    socket.tell('spotlight:changed', { spotlight });
    expect(light.shown.value).toBeNull();
    isLedByPresenter.value = true;
    await nextTick();
    expect([light.shown.value, viewer.noted.at(-1)]).toEqual([spotlight, box]);
    slides.slide.value = { id: 'slide-b' } as SlideDetail;
    await nextTick();
    expect(viewer.noted.at(-1)).toBeNull();
    slides.slide.value = { id: 'slide-a' } as SlideDetail;
    await nextTick();
    expect(viewer.noted.at(-1)).toEqual(box);
    socket.tell('spotlight:changed', { spotlight: null });
    await nextTick();
    expect(viewer.noted.at(-1)).toBeNull();
  });

  it('P4: is put on by the presenter with room around it, and the presenter goes there', async () => {
    presents.value = true;
    const light = within(() => useSpotlight({ socket: socket.asSocket, session, slides, viewer: viewer.asViewer, isLedByPresenter: ref(false) }));
    await light.light('slide-a', { id: 'm', layer: 'case' }, box);
    const lit = { minX: -40, minY: -40, maxX: 140, maxY: 50 };
    expect(socket.asked).toEqual([['spotlight:set', { epoch: 3, spotlight: { slideId: 'slide-a', mark: { id: 'm', layer: 'case' }, box: lit } }]]);
    expect(viewer.noted).toEqual([{ shown: lit }]);
    socket.answer = () => ({ ok: false, code: 'presenter.stale' });
    await light.light('slide-a', { id: 'm', layer: 'case' }, box);
    expect(viewer.noted).toHaveLength(1);
  });

  it('the laser is on while its key is held, and off in fields, for observers and in another window', () => {
    let mayPoint = true;
    const laser = within(() => useLaser({ viewer: viewer.asViewer, isElsewhere: ({ target }) => target instanceof HTMLInputElement, mayPoint: () => mayPoint, colour: () => 'red' }));
    const press = (type: 'keydown' | 'keyup', how: KeyboardEventInit = {}, target: EventTarget = document.body): void => void target.dispatchEvent(new KeyboardEvent(type, { key: 'd', bubbles: true, ...how }));
    viewer.point({ x: 1, y: 2 });
    press('keydown');
    expect([laser.isOn.value, laser.own()]).toEqual([true, [{ key: 'own-laser', at: { x: 1, y: 2 }, name: '', colour: 'red', stale: false, isLaser: true }]]);
    press('keyup', { key: 'D' });
    expect([laser.isOn.value, laser.own()]).toEqual([false, []]);
    press('keydown');
    window.dispatchEvent(new Event('blur'));
    expect(laser.isOn.value).toBe(false);
    const field = document.body.appendChild(document.createElement('input'));
    press('keydown', {}, field);
    press('keydown', { ctrlKey: true });
    mayPoint = false;
    press('keydown');
    expect(laser.isOn.value).toBe(false);
    field.remove();
  });

  it('the laser as a tool is on while the slide is pressed, and is put down with the right to point', async () => {
    const mayPoint = ref(true);
    const laser = within(() => useLaser({ viewer: viewer.asViewer, isElsewhere: () => false, mayPoint: () => mayPoint.value, colour: () => 'red' }));
    laser.take();
    viewer.hold?.(true);
    expect([laser.isTool.value, laser.isOn.value]).toEqual([true, true]);
    viewer.hold?.(false);
    expect(laser.isOn.value).toBe(false);
    expect([laser.putDown(), laser.putDown(), viewer.hold]).toEqual([true, false, undefined]);
    laser.take();
    viewer.hold?.(true);
    mayPoint.value = false;
    await nextTick();
    expect([laser.isTool.value, laser.isOn.value, viewer.hold]).toEqual([false, false, undefined]);
    laser.take();
    expect(laser.isTool.value).toBe(false);
  });
});
