import type { SlideDetail } from '@parfocal/shared/api';
import { nextTick, ref, shallowRef } from 'vue';
import type { ViewLink } from '@/features/links';
import { inScope } from '@/lib/testing/in-scope';
import { appearanceFor, type SlideAppearance, type SlideViewer } from '@/viewer';
import { useSlideWindow } from './useSlideWindow';

const detail = (id: string): SlideDetail => ({ id, image: { zPlanes: 1 } }) as unknown as SlideDetail;
const place = (x: number) => ({ x, y: 0, resolution: 2, rotation: 0 });

/** A viewer that fits a slide it opens, and is what it was told. */
class Window {
  slide: SlideDetail | null = null;
  looks: SlideAppearance | undefined;
  at = place(0);
  open = (slide: SlideDetail | null): void => {
    this.slide = slide;
    this.looks = slide ? appearanceFor(slide) : undefined;
    this.at = place(0);
  };
  view = () => this.at;
  show = (view: typeof this.at): void => void (this.at = view);
  appearance = () => this.looks!;
  setAppearance = (looks: SlideAppearance): void => void (this.looks = looks);
}

describe('useSlideWindow', () => {
  let viewer: Window;
  let isLed: boolean;
  const slide = shallowRef<SlideDetail>();
  const isDamaged = ref(false);
  const kept = shallowRef([{ id: 'a' }, { id: 'b' }]);
  let stop: () => void;

  const begin = (start?: { slideId: string; link: ViewLink }): void => {
    viewer = new Window();
    isLed = isDamaged.value = false;
    slide.value = undefined;
    kept.value = [{ id: 'a' }, { id: 'b' }];
    ({ stop } = inScope(() => useSlideWindow({ viewer: viewer as unknown as SlideViewer, slide, isDamaged, kept, start, isLed: () => isLed })));
  };
  const go = async (id: string): Promise<void> => {
    slide.value = detail(id);
    await nextTick();
  };
  afterEach(() => stop());

  it('keeps every slide’s own view', async () => {
    begin();
    await go('a');
    viewer.at = place(5);
    await go('b');
    expect(viewer.at.x).toBe(0);
    await go('a');
    expect(viewer.at.x).toBe(5);
  });

  it('begins anew with a slide whose tab was closed', async () => {
    begin();
    await go('a');
    viewer.at = place(5);
    await go('b');
    kept.value = [{ id: 'b' }];
    await go('a');
    expect(viewer.at.x).toBe(0);
  });

  it('leaves the view to whoever is followed', async () => {
    begin();
    await go('a');
    viewer.at = place(5);
    await go('b');
    isLed = true;
    await go('a');
    expect(viewer.at.x).toBe(0);
  });

  it('begins where a link says, on its slide alone', async () => {
    begin({ slideId: 'b', link: { view: place(7), look: { contrast: 3 } } });
    await go('a');
    expect([viewer.at.x, viewer.looks!.contrast]).toEqual([0, 1]);
    await go('b');
    expect([viewer.at.x, viewer.looks!.contrast]).toEqual([7, 3]);
    viewer.at = place(9);
    await go('a');
    await go('b');
    // Its looks are the microscope's to remember: what was changed since must not come back.
    expect([viewer.at.x, viewer.looks!.contrast]).toEqual([9, 1]);
  });

  it('takes a slide off that went bad', async () => {
    begin();
    await go('a');
    isDamaged.value = true;
    await nextTick();
    expect(viewer.slide).toBeNull();
  });
});
