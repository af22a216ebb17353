import { jest } from '@jest/globals';
import type { Presenting, RoomLook, RoomState } from '@parfocal/shared/protocol';
import { flushPromises } from '@vue/test-utils';
import { computed, nextTick, ref, shallowRef } from 'vue';
import type { Compare } from '@/features/compare';
import type { Following } from '@/features/gestures';
import { type SessionSlides, useRoomLook, useSession } from '@/features/session';
import { peerOf, welcomeOf } from '@/features/session/testing/peers';
import { inScope } from '@/lib/testing/in-scope';
import { DEFAULT_APPEARANCE, sharedLook, type SlideAppearance, type SlideViewer } from '@/viewer';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { type Together, useRoomTogether } from './useRoomTogether';

const [you, ann] = [peerOf('you'), peerOf('ann')];
const VIEW = { x: 1, y: 2, resolution: 3, rotation: 0, widthPx: 800, heightPx: 600 };
const lookAt = (slideId: string, rest: Partial<RoomLook> = {}): RoomLook => ({ slideId, appearance: sharedLook(DEFAULT_APPEARANCE), panes: [], isLinked: true, held: null, ...rest });

describe('useRoomTogether', () => {
  let socket: FakeSessionSocket;
  let together: Together;
  let stop: () => void;
  let worn: SlideAppearance;
  let wear: (appearance: SlideAppearance) => void;
  let shown: unknown[];
  let came: number;
  const slideId = ref<string>();
  const slide = shallowRef<{ id: string }>();
  const panes = shallowRef<RoomLook['panes']>([]);
  const leaderId = ref<string>();

  const asked = (event: string) => socket.asked.filter(([name]) => name === event).map(([, body]) => body);
  const publishes = async (): Promise<void> => {
    await flushPromises();
    await jest.advanceTimersByTimeAsync(500);
  };
  const enter = async (presenting: Presenting, room: RoomState = { revision: 0, look: null }): Promise<void> => {
    socket.open();
    socket.tell('session:welcome', { ...welcomeOf('you', [you, ann], presenting), room });
    await publishes();
  };
  const open = async (id: string): Promise<void> => {
    slideId.value = id;
    slide.value = { id };
    await nextTick();
  };

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    socket = new FakeSessionSocket();
    worn = { ...DEFAULT_APPEARANCE, isFlipped: true };
    shown = [];
    came = 0;
    leaderId.value = undefined;
    panes.value = [];
    await open('slide-a');
    const listeners = new Set<(now: SlideAppearance) => void>();
    wear = (next) => {
      worn = next;
      for (const listener of listeners) listener(next);
    };
    const viewer = {
      appearance: () => worn, setAppearance: wear, view: () => VIEW, show: (view: unknown) => shown.push(view),
      onAppearance: (listener: (now: SlideAppearance) => void) => (listeners.add(listener), () => listeners.delete(listener)),
    } as unknown as SlideViewer;
    const shared = {
      changes: ref(0), describe: () => panes.value, take: (next: RoomLook['panes']) => void (panes.value = next), letGo: () => undefined,
      shows: (wanted: RoomLook['panes']) => wanted.length === panes.value.length,
    };
    ({ result: together, stop } = inScope(() => {
      const session = useSession({ socket: socket.asSocket });
      return useRoomTogether({
        session, viewer, room: useRoomLook({ socket: socket.asSocket, session }),
        slides: { slideId, slide, open } as unknown as SessionSlides,
        following: { leader: computed(() => [you, ann].find(({ peerId }) => peerId === leaderId.value)), followPresenter: () => void came++ } as unknown as Following,
        compare: { shared, isLinked: ref(true) } as unknown as Compare,
      });
    }));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  describe('the presenter', () => {
    it('S20: tells what it shows, without the mirror, and again as it changes', async () => {
      await enter({ peerId: 'you', epoch: 4 });
      wear({ ...worn, z: 2 });
      await publishes();
      await open('slide-b');
      await publishes();
      expect(asked('room:show')).toEqual([
        { epoch: 4, look: lookAt('slide-a') },
        { epoch: 4, look: lookAt('slide-a', { appearance: sharedLook({ ...DEFAULT_APPEARANCE, z: 2 }) }) },
        { epoch: 4, look: lookAt('slide-b', { appearance: sharedLook({ ...DEFAULT_APPEARANCE, z: 2 }) }) },
      ]);
    });

    it('S20: says nothing while it holds, also after a reload, until it shows something else', async () => {
      await enter({ peerId: 'you', epoch: 4 }, { revision: 3, look: lookAt('slide-b', { held: VIEW }) });
      wear({ ...worn, z: 2 });
      await publishes();
      expect([together.isHolding.value, asked('room:show')]).toEqual([true, []]);
      together.showThis();
      await publishes();
      expect(asked('room:show')).toEqual([{ epoch: 4, look: lookAt('slide-a', { appearance: sharedLook({ ...DEFAULT_APPEARANCE, z: 2 }) }) }]);
    });

    it('holds the view it has, and goes back to it with all that belonged to it', async () => {
      await enter({ peerId: 'you', epoch: 4 });
      together.hold();
      await publishes();
      const held = lookAt('slide-a', { held: VIEW });
      expect(asked('room:show').at(-1)).toEqual({ epoch: 4, look: held });
      socket.tell('room:look', { revision: 2, look: held });
      await open('slide-b');
      wear({ ...worn, contrast: 2 });
      await publishes();
      await together.backToHeld();
      await publishes();
      expect([slideId.value, worn, shown]).toEqual(['slide-a', { ...DEFAULT_APPEARANCE, isFlipped: true }, [VIEW]]);
      expect(asked('room:show').at(-1)).toEqual({ epoch: 4, look: lookAt('slide-a') });
    });

    it('tells a server that began anew', async () => {
      await enter({ peerId: 'you', epoch: 4 });
      socket.drop();
      await enter({ peerId: 'you', epoch: 4 });
      expect(asked('room:show')).toHaveLength(2);
    });
  });

  describe('a follower', () => {
    beforeEach(async () => {
      leaderId.value = 'ann';
      await enter({ peerId: 'ann', epoch: 4 }, { revision: 5, look: lookAt('slide-a', { appearance: sharedLook({ ...DEFAULT_APPEARANCE, z: 1 }) }) });
    });

    it('S21: shows it and says so, and nothing to the room', () => {
      expect(worn).toEqual({ ...DEFAULT_APPEARANCE, z: 1, isFlipped: true });
      expect([asked('room:shown'), asked('room:show')]).toEqual([[{ revision: 5 }], []]);
    });

    it('S21: says nothing before the slide is there', async () => {
      socket.tell('room:look', { revision: 6, look: lookAt('slide-b') });
      await flushPromises();
      expect(asked('room:shown')).toEqual([{ revision: 5 }]);
      await open('slide-b');
      await flushPromises();
      expect(asked('room:shown')).toEqual([{ revision: 5 }, { revision: 6 }]);
    });

    it('keeps what it set for its own eyes, is told of it, and is as the room with one click', async () => {
      wear({ ...worn, contrast: 2 });
      expect(together.mismatch.value).toBe('picture');
      socket.tell('room:look', { revision: 6, look: lookAt('slide-a', { appearance: sharedLook({ ...DEFAULT_APPEARANCE, z: 3 }) }) });
      await flushPromises();
      expect(worn).toMatchObject({ contrast: 2, z: 3 });
      together.asRoom();
      await flushPromises();
      expect([worn.contrast, together.mismatch.value]).toEqual([1, undefined]);
    });

    it('is told of other panes', async () => {
      socket.tell('room:look', { revision: 6, look: lookAt('slide-a', { panes: [{ slideId: 'slide-b', appearance: sharedLook(DEFAULT_APPEARANCE), relation: null, view: null }] }) });
      await flushPromises();
      expect([panes.value.length, together.mismatch.value]).toEqual([1, undefined]);
      panes.value = [];
      expect(together.mismatch.value).toBe('panes');
    });
  });

  it('S23: is asked to come along where it is elsewhere, and taken along where a host teaches', async () => {
    await enter({ peerId: 'ann', epoch: 4 });
    socket.tell('room:gathered', { peerId: 'ann', isForced: false });
    await nextTick();
    expect(came).toBe(0);
    socket.tell('room:gathered', { peerId: 'ann', isForced: true });
    await nextTick();
    expect(came).toBe(1);
  });

  it('is told where it is on another slide than the room, and takes nothing over', async () => {
    await enter({ peerId: 'ann', epoch: 4 }, { revision: 5, look: lookAt('slide-b') });
    expect([together.mismatch.value, asked('room:shown'), worn]).toEqual(['slide', [], { ...DEFAULT_APPEARANCE, isFlipped: true }]);
    await open('slide-b');
    expect(together.mismatch.value).toBeUndefined();
  });
});
