import type { SlidePoint } from '@parfocal/shared/geometry';
import { nextTick, ref } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { PaneViewer } from './testing/pane-viewer';
import { useLandmarkClicks } from './useLandmarkClicks';

describe('useLandmarkClicks', () => {
  let element: HTMLElement;
  let viewer: PaneViewer;
  let placed: SlidePoint[];
  let stop: () => void;
  const isOn = ref(true);

  /** jsdom knows no PointerEvent. */
  const pointer = (type: string, clientX: number, { button = 0, isPrimary = true } = {}): void =>
    void element.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, clientY: 0, button }), { isPrimary }));
  const click = (rest?: { button?: number; isPrimary?: boolean }): void => {
    pointer('pointerdown', 10, rest);
    pointer('pointerup', 12, rest);
  };

  beforeEach(() => {
    element = document.createElement('div');
    viewer = new PaneViewer();
    [placed, isOn.value] = [[], true];
    ({ stop } = inScope(() => useLandmarkClicks({ element, viewer: viewer as never, isOn, onPlace: (at) => placed.push(at) })));
    viewer.point({ x: 7, y: 8 });
  });
  afterEach(() => stop());

  it('takes the place on the slide that was clicked', () => {
    click();
    expect(placed).toEqual([{ x: 7, y: 8 }]);
  });

  it('takes no pan, no other button and no second finger for a click, and nothing beside the slide', () => {
    pointer('pointerdown', 10);
    pointer('pointerup', 40);
    click({ button: 2 });
    click({ isPrimary: false });
    viewer.point(null);
    click();
    expect(placed).toEqual([]);
  });

  it('listens only while landmarks are wanted, and leaves nothing behind', async () => {
    isOn.value = false;
    await nextTick();
    click();
    isOn.value = true;
    await nextTick();
    stop();
    click();
    expect([placed, viewer.listenerCount]).toEqual([[], 0]);
  });
});
