import { jest } from '@jest/globals';
import { fittedView, type SlideView } from '@parfocal/shared/geometry';
import type { Peer } from '@parfocal/shared/protocol';
import { nextTick, ref, shallowRef } from 'vue';
import { type SessionSlides, useSession } from '@/features/session';
import { peerOf, welcomeOf } from '@/features/session/testing/peers';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { FakeViewer } from './testing/fake-viewer';
import { type Following, useFollowing } from './useFollowing';

const [you, ann, ben] = [peerOf('you'), peerOf('ann'), peerOf('ben')];
const viewAt = (x: number): SlideView => ({ x, y: 0, resolution: 2, rotation: 0, widthPx: 400, heightPx: 300 });

describe('useFollowing', () => {
  let socket: FakeSessionSocket;
  let viewer: FakeViewer;
  let views: Map<string, SlideView>;
  let opened: string[];
  let following: Following;
  let stop: () => void;
  let news: () => void;
  let restsMs: number;
  const slideId = ref<string>();
  const slide = shallowRef<{ id: string }>();

  const rosterOf = (presenterId: string | null, peers: readonly Peer[] = [you, ann, ben]): void =>
    socket.tell('session:roster', { peers, presenting: { peerId: presenterId, epoch: 2 } });
  const welcome = (presenterId: string | null, peers: readonly Peer[] = [you, ann, ben]): void => {
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', peers, { peerId: presenterId, epoch: 1 }));
  };
  const told = () => socket.asked.filter(([event]) => event === 'follow:set').map(([, body]) => (body as { peerId: string | null }).peerId);
  const frames = (count: number): void => void jest.advanceTimersByTime(16 * count);
  const arrive = (id: string): void => {
    slideId.value = id;
    slide.value = { id };
  };
  const begin = (presenterId: string | null, peers?: readonly Peer[], startsAlone = false): void => {
    socket = new FakeSessionSocket();
    viewer = new FakeViewer();
    views = new Map([['ann', viewAt(100)], ['ben', viewAt(900)]]);
    opened = [];
    arrive('slide-a');
    ({ result: following, stop } = inScope(() => {
      const session = useSession({ socket: socket.asSocket });
      const open = async (id: string): Promise<void> => {
        opened.push(id);
        slideId.value = id;
      };
      return useFollowing({
        session,
        slides: { slideId, slide, open } as unknown as SessionSlides,
        gestures: { momentOf: ({ peerId }) => ({ pointer: undefined, isStale: false, view: views.get(peerId), restsMs }), prune: () => undefined, onNews: (listener) => ((news = listener), () => undefined) },
        viewer: viewer.asViewer,
        startsAlone,
      });
    }));
    welcome(presenterId, peers);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    restsMs = 0;
    globalThis.matchMedia = () => ({ matches: false }) as MediaQueryList;
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('begins alone where the person came for something of their own, with the way to the presenter', () => {
    begin('ann', undefined, true);
    frames(3);
    expect([following.leader.value, following.returnTo.value, viewer.shown]).toEqual([undefined, ann, []]);
    following.goBack();
    expect(following.leader.value).toBe(ann);
  });

  it('follows the presenter by default, whoever it is, and tells the session', async () => {
    begin('ann');
    expect(following.leader.value).toBe(ann);
    await nextTick();
    rosterOf('ben');
    await nextTick();
    expect(following.leader.value).toBe(ben);
    expect(told()).toEqual(['ann', 'ben']);
  });

  it('follows nobody where nobody presents, and nobody while presenting oneself', () => {
    begin(null);
    expect(following.leader.value).toBeUndefined();
    rosterOf('you');
    expect(following.leader.value).toBeUndefined();
  });

  it('shows all that the leader sees: a flight to catch up, then every step, damped, until it is exactly there', () => {
    begin('ann');
    frames(1);
    expect(viewer.shown).toEqual([{ view: fittedView(viewAt(100), viewer.now!), durationMs: 350 }]);
    views.set('ann', viewAt(110));
    frames(10);
    expect(viewer.shown).toHaveLength(1);
    frames(100);
    const steps = viewer.shown.slice(1);
    expect(steps[0]!.view.x).toBeLessThan(103);
    expect(steps.at(-1)).toEqual({ view: fittedView(viewAt(110), viewer.now!), durationMs: 0 });
    expect(steps.every(({ view, durationMs }, i) => durationMs === 0 && view.x > (steps[i - 1]?.view.x ?? 100))).toBe(true);
  });

  it('shows nothing while nothing changes, and again what another window needs', () => {
    begin('ann');
    frames(200);
    expect(viewer.shown).toHaveLength(1);
    viewer.look({ widthPx: 200, heightPx: 150 }, 'program');
    frames(200);
    const steps = viewer.shown.length;
    expect(steps).toBeGreaterThan(2);
    frames(200);
    expect(viewer.shown).toHaveLength(steps);
    expect(viewer.now).toMatchObject({ resolution: 4 });
  });

  it('catches up without a flight where the person wants calm', () => {
    globalThis.matchMedia = () => ({ matches: true }) as MediaQueryList;
    begin('ann');
    frames(1);
    expect(viewer.shown[0]?.durationMs).toBe(0);
  });

  describe('looking around', () => {
    it('begins with any move of one’s own hand, and one call returns', async () => {
      begin('ann');
      await nextTick();
      frames(1);
      viewer.look({ x: 5 }, 'hand');
      expect(following.leader.value).toBeUndefined();
      expect(following.returnTo.value).toBe(ann);
      frames(100);
      expect(viewer.shown).toHaveLength(1);
      await nextTick();
      following.goBack();
      frames(1);
      expect(following.leader.value).toBe(ann);
      expect(following.returnTo.value).toBeUndefined();
      await nextTick();
      expect(told()).toEqual(['ann', null, 'ann']);
    });

    it('does not begin with what the program shows', () => {
      begin('ann');
      frames(1);
      viewer.look({ x: 5 }, 'program');
      expect(following.leader.value).toBe(ann);
    });

    it('returns to the one peer who had been chosen', () => {
      begin('ann');
      following.follow('ben');
      following.lookAround();
      expect(following.returnTo.value).toBe(ben);
      following.goBack();
      expect(following.leader.value).toBe(ben);
    });

    it('returns to the presenter when the chosen peer is gone', () => {
      begin('ann');
      following.follow('ben');
      following.lookAround();
      rosterOf('ann', [you, ann]);
      expect(following.returnTo.value).toBe(ann);
      following.goBack();
      expect(following.leader.value).toBe(ann);
    });

    it('begins, with a way back, when the chosen peer leaves: nobody is dragged to another place', async () => {
      begin('ann');
      following.follow('ben');
      await nextTick();
      rosterOf('ann', [you, ann]);
      await nextTick();
      expect(following.leader.value).toBeUndefined();
      expect(following.returnTo.value).toBe(ann);
    });

    it('is not what a presenter does: after handing over, the next one is followed', () => {
      begin('you');
      following.lookAround();
      viewer.look({ x: 5 }, 'hand');
      rosterOf('ann');
      expect(following.leader.value).toBe(ann);
    });
  });

  it('a presenter who is chosen is followed as presenter, so the next one is too', () => {
    begin('ann');
    following.follow('ben');
    following.follow('ann');
    rosterOf('ben');
    expect(following.leader.value).toBe(ben);
  });

  describe('a leader on another slide', () => {
    it('takes its followers along, once', () => {
      begin('ann', [you, { ...ann, slideId: 'slide-b' }]);
      frames(20);
      expect(opened).toEqual(['slide-b']);
    });

    it('does not move the old slide while the new one is on its way', () => {
      begin('ann', [you, { ...ann, slideId: 'slide-b' }]);
      frames(20);
      expect(viewer.shown).toEqual([]);
      arrive('slide-b');
      frames(1);
      expect(viewer.shown).toHaveLength(1);
    });
  });

  it('tells the session again when its seat was lost', async () => {
    begin('ann');
    await nextTick();
    socket.drop();
    await nextTick();
    welcome('ann', [{ ...you, following: null }, ann, ben]);
    await nextTick();
    expect(told()).toEqual(['ann', 'ann']);
  });

  it('does not tell the session what its seat remembers', async () => {
    begin('ann');
    await nextTick();
    socket.drop();
    await nextTick();
    welcome('ann', [{ ...you, following: 'ann' }, ann, ben]);
    await nextTick();
    expect(told()).toEqual(['ann']);
  });

  it('asks for no frame while nobody moves, and is there again with the next message', () => {
    begin('ann');
    frames(60);
    restsMs = Infinity;
    frames(2);
    expect(jest.getTimerCount()).toBe(0);
    const before = viewer.shown.length;
    views.set('ann', viewAt(140));
    news();
    frames(1);
    expect(viewer.shown).toHaveLength(before + 1);
    frames(100);
    expect(viewer.now?.x).toBe(140);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('leaves no listener and no frame behind', () => {
    begin('ann');
    stop();
    expect(viewer.listenerCount + socket.listenerCount).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
