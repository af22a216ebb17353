import { jest } from '@jest/globals';
import { fittedView, type SlideView } from '@parfocal/shared/geometry';
import type { Peer, RoomLook, ViewTarget } from '@parfocal/shared/protocol';
import { flushPromises } from '@vue/test-utils';
import { nextTick, ref, shallowRef } from 'vue';
import { type SessionSlides, useSession } from '@/features/session';
import { peerOf, welcomeOf } from '@/features/session/testing/peers';
import { t } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { FakeViewer } from './testing/fake-viewer';
import { type Following, useFollowing } from './useFollowing';

const [you, ann, ben] = [peerOf('you'), peerOf('ann'), peerOf('ben')];
const viewAt = (x: number): SlideView => ({ x, y: 0, resolution: 2, rotation: 0, widthPx: 400, heightPx: 300 });

describe('useFollowing, in a room', () => {
  let socket: FakeSessionSocket;
  let viewer: FakeViewer;
  let views: Map<string, SlideView>;
  let targets: Map<string, ViewTarget>;
  let opened: string[];
  let left: number;
  let following: Following;
  let stop: () => void;
  const look = shallowRef<RoomLook | null>(null);

  const rosterOf = (presenterId: string | null, peers: readonly Peer[]): void => socket.tell('session:roster', { peers, presenting: { peerId: presenterId, epoch: 2 } });
  const frames = (count: number): void => void jest.advanceTimersByTime(16 * count);
  const begin = (presenterId: string | null, peers: readonly Peer[] = [you, ann, ben]): void => {
    const slideId = ref<string | undefined>('slide-a');
    const open = async (id: string): Promise<void> => {
      opened.push(id);
      slideId.value = id;
    };
    ({ result: following, stop } = inScope(() => useFollowing({
      session: useSession({ socket: socket.asSocket }),
      slides: { slideId, slide: shallowRef({ id: 'slide-a' }), open } as unknown as SessionSlides,
      gestures: { momentOf: ({ peerId }) => ({ pointer: undefined, isStale: false, view: views.get(peerId), restsMs: 0, target: targets.get(peerId) }), prune: () => undefined, onNews: () => () => undefined },
      viewer: viewer.asViewer, look, personId: 'me', beforeLeaving: () => void left++,
    })));
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', peers, { peerId: presenterId, epoch: 1 }));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.matchMedia = () => ({ matches: false }) as MediaQueryList;
    [socket, viewer, opened, left] = [new FakeSessionSocket(), new FakeViewer(), [], 0];
    views = new Map([['ann', viewAt(100)], ['ben', viewAt(900)]]);
    targets = new Map();
    look.value = null;
    localStorage.clear();
  });
  afterEach(() => {
    stop();
    const { toasts, dismiss } = useToasts();
    for (const { id } of toasts.value) dismiss(id);
    jest.useRealTimers();
  });

  const said = (): string[] => useToasts().toasts.value.map(({ text }) => text);

  it('S16: whom one leads oneself is not followed, and that is said', () => {
    begin('ben', [you, { ...ann, following: 'you' }, ben]);
    following.follow('ann');
    frames(1);
    expect(following.leader.value).toBe(ben);
    expect(said()).toContain(t('session.ring', { name: 'ANN' }));
  });

  it('S16: the server’s word counts where two follow each other at one moment', async () => {
    begin(null);
    socket.answer = () => ({ ok: false, code: 'follow.ring' });
    following.follow('ann');
    await flushPromises();
    expect(following.choice.value).toEqual({ kind: 'nobody' });
    expect(said()).toContain(t('errors.follow.ring'));
  });

  it('S22: whoever refuses is not followed and let go, which is said; a presenter is followed all the same', async () => {
    const shy = { ...ann, isFollowable: false };
    begin(null, [you, shy, ben]);
    following.follow('ann');
    expect(following.leader.value).toBeUndefined();
    expect(said()).toContain(t('session.refuses', { name: 'ANN' }));
    following.follow('ben');
    rosterOf(null, [you, ann, { ...ben, isFollowable: false }]);
    await nextTick();
    expect(following.leader.value).toBeUndefined();
    expect(said()).toContain(t('session.refuses', { name: 'BEN' }));
    rosterOf('ann', [you, shy, ben]);
    following.followPresenter();
    expect(following.leader.value?.peerId).toBe('ann');
  });

  it('shows at the leader’s magnification, in the middle, once that is chosen; the choice is kept', () => {
    begin('ann');
    following.manner.value = 'scale';
    frames(1);
    expect(viewer.now).toMatchObject({ x: 100, resolution: 2 });
    expect(localStorage.getItem('parfocal.follow.me')).toBe('scale');
    following.manner.value = 'fit';
    frames(100);
    expect(viewer.now!.resolution).toBe(fittedView(viewAt(100), viewer.now!).resolution);
  });

  it('cuts to a leader who is more than two windows away', () => {
    begin('ann');
    views.set('ann', viewAt(50_000));
    frames(1);
    expect(viewer.shown.map(({ durationMs }) => durationMs)).toEqual([0]);
  });

  it('asks early for the tiles of where the leader is going, once', () => {
    begin('ann');
    targets.set('ann', { x: 500, y: 0, resolution: 1, rotation: 0 });
    frames(5);
    expect(viewer.expected).toEqual([fittedView({ ...viewAt(500), resolution: 1 }, { widthPx: 800, heightPx: 600 })]);
    targets.set('ann', { x: 600, y: 0, resolution: 1, rotation: 0 });
    frames(1);
    expect(viewer.expected).toHaveLength(2);
  });

  describe('S20: what the presenter says that the room looks at', () => {
    const held = viewAt(300);
    const lookAt = (slideId: string, rest: Partial<RoomLook> = {}): RoomLook => ({
      slideId, panes: [], isLinked: true, held: null, appearance: { brightness: 0, contrast: 1, gamma: 1, saturation: 1, whitePoint: null, isColourManaged: false, z: 0, channels: [] }, ...rest,
    });

    it('is shown while the presenter looks elsewhere', () => {
      begin('ann', [you, { ...ann, slideId: 'slide-b' }, ben]);
      look.value = lookAt('slide-a', { held });
      frames(2);
      expect([opened, viewer.now!.x, following.leaderView()]).toEqual([[], 300, held]);
    });

    it('says nothing of whoever else is followed', () => {
      begin('ann');
      look.value = lookAt('slide-a', { held });
      following.follow('ben');
      frames(40);
      expect(viewer.now!.x).toBe(900);
    });

    it('leaves the screen as it is while the presenter is on the way to it', () => {
      begin('ann', [you, { ...ann, slideId: 'slide-b' }, ben]);
      look.value = lookAt('slide-a');
      frames(10);
      expect([opened, viewer.shown, left]).toEqual([[], [], 0]);
      look.value = lookAt('slide-b');
      frames(1);
      expect([opened, left]).toEqual([['slide-b'], 1]);
    });
  });
});
