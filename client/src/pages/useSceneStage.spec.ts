import type { Scene, SceneShown, SlideDetail } from '@parfocal/shared/api';
import type { Place, RoomPane } from '@parfocal/shared/protocol';
import { nextTick, ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { DEFAULT_APPEARANCE, sharedLook } from '@/viewer';
import { useSceneStage } from './useSceneStage';

const look = sharedLook({ ...DEFAULT_APPEARANCE, gamma: 2, z: 3 });
const paneOf = (slideId: string): RoomPane => ({ slideId, appearance: look, relation: null, view: null });
const sceneOf = (words: Partial<SceneShown> = {}): Scene => ({
  id: 'scene', revision: 0, title: 'a', note: '', author: 'ana', createdAt: 1, updatedAt: 1,
  shown: { slideId: 's1', view: { x: 10, y: 20, resolution: 2, rotation: 0, widthPx: 1600, heightPx: 1000 }, mark: null, appearance: look, panes: [], isLinked: true, ...words },
});

describe('useSceneStage', () => {
  const { requestAnimationFrame: before } = globalThis;
  let done: string[];
  let went: Place[];
  let beside: string[];
  const slideId = ref<string>();
  const isLinked = ref(true);
  const isLed = ref(false);
  const references = shallowRef<readonly { slideId: string }[]>([]);
  let go: (scene: Scene) => void;
  let stop: () => void;

  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn++) await nextTick();
  };
  beforeEach(() => {
    globalThis.requestAnimationFrame = (frame) => (queueMicrotask(() => frame(0)), 0);
    [done, went, beside] = [[], [], ['s1', 's2', 's3']];
    [slideId.value, isLinked.value, isLed.value, references.value] = ['s1', true, false, []];
    const viewer = {
      view: () => ({ x: 0, y: 0, resolution: 1, rotation: 0, widthPx: 800, heightPx: 500 }),
      appearance: () => ({ ...DEFAULT_APPEARANCE, isFlipped: true }),
      setAppearance: ({ gamma, z, isFlipped }: typeof DEFAULT_APPEARANCE) => done.push(`looks ${gamma} ${z} ${isFlipped}`),
      show: ({ resolution }: { resolution: number }) => done.push(`shows ${resolution}`),
    };
    const compare = {
      isLinked, references, isOpen: ref(true), aligning: { paneKey: ref() },
      shared: {
        take(panes: RoomPane[], areLinked: boolean) {
          done.push(`takes ${panes.map((pane) => pane.slideId).join()}`);
          references.value = panes;
          isLinked.value = areLinked;
        },
        letGo: () => done.push('lets go'),
        shows: (panes: RoomPane[]) => panes.map((pane) => pane.slideId).join() === references.value.map((pane) => pane.slideId).join(),
      },
    };
    const slides = { slideId, record: { get value() { return { slides: beside.map((id) => ({ id })) }; } } };
    const goTo = (place: Place, dress?: (slide: SlideDetail) => void): void => {
      went.push(place);
      dress?.({ id: place.slideId } as SlideDetail);
    };
    const { result, stop: end } = inScope(() => useSceneStage({ viewer, slides, compare, goTo, isLed: () => isLed.value } as never));
    [go, stop] = [result.go, end];
  });
  afterEach(() => {
    stop();
    globalThis.requestAnimationFrame = before;
  });

  it('shows all of what the window showed, in its looks, and leaves the mirror alone', async () => {
    go(sceneOf());
    await settled();
    expect(went).toMatchObject([{ slideId: 's1', view: { x: 10, y: 20, resolution: 4 }, mark: null }]);
    expect(done).toEqual(['looks 2 3 true', 'takes ', 'lets go']);
  });

  it('opens the panes that it had, of slides that are still there, and fits the view to what they leave', async () => {
    beside = ['s1', 's2'];
    go(sceneOf({ panes: [paneOf('s2'), paneOf('s3')], isLinked: false }));
    await settled();
    expect(done).toEqual(['looks 2 3 true', 'takes s2', 'shows 4']);
    expect(isLinked.value).toBe(false);
  });

  it.each([
    ['a hand on the link', () => (isLinked.value = false)], ['another slide', () => (slideId.value = 's3')], ['another pane', () => (references.value = [])],
  ])('gives the panes back at %s, once', async (_what, happen) => {
    go(sceneOf({ panes: [paneOf('s2')] }));
    await settled();
    happen();
    await settled();
    slideId.value = 's2';
    await settled();
    expect(done.filter((one) => one === 'lets go')).toHaveLength(1);
  });

  it('leaves the panes to whoever is followed from then on', async () => {
    go(sceneOf({ panes: [paneOf('s2')] }));
    await settled();
    isLed.value = true;
    await settled();
    slideId.value = 's3';
    await settled();
    expect(done).not.toContain('lets go');
  });

  it('lets the next scene overtake the one before', async () => {
    go(sceneOf({ panes: [paneOf('s2')] }));
    go(sceneOf());
    await settled();
    expect(done.filter((one) => one.startsWith('takes'))).toEqual(['takes ']);
  });
});
