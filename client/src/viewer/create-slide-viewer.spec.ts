import type { SlideView } from '@parfocal/shared/geometry';
import { jest } from '@jest/globals';
import { createSlideViewer, type DrawnShape, type SlideViewer, type ViewCause } from '.';
import { fakePainting } from './testing/painting';
import { markOf } from './testing/marks';
import { slideOf } from './testing/slide';

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe('slide viewer', () => {
  let undo: () => void;
  let element: HTMLElement;
  let viewer: SlideViewer;
  let views: [SlideView, ViewCause][];

  beforeEach(() => {
    undo = fakePainting({ widthPx: 800, heightPx: 600 });
    element = document.createElement('div');
    document.body.append(element);
    viewer = createSlideViewer(element, { label: 'Slide A1' });
    views = [];
    viewer.onView((...change) => views.push(change));
  });

  afterEach(() => {
    viewer.dispose();
    element.remove();
    undo();
  });

  const pointer = (type: string, xPx: number, yPx: number, rest: MouseEventInit = {}): void => {
    const event = new MouseEvent(type, { clientX: xPx, clientY: yPx, bubbles: true, cancelable: true, ...rest });
    element.dispatchEvent(Object.assign(event, { pointerId: 1, pointerType: 'mouse' }));
  };

  it('opens a slide fitted, and nothing again', async () => {
    expect(viewer.view()).toBeUndefined();
    viewer.open(slideOf(4000, 3000));
    expect(viewer.view()).toMatchObject({ x: 2000, y: 1500, rotation: 0, widthPx: 800, heightPx: 600 });
    await frame();
    expect(views.map(([, cause]) => cause)).toEqual(['program']);
    viewer.open(null);
    expect(viewer.view()).toBeUndefined();
  });

  it('tells a drag as the hand\'s, a shown view as the program\'s', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 2, rotation: 0 });
    await frame();
    pointer('pointerdown', 400, 300);
    pointer('pointermove', 450, 300);
    await frame();
    pointer('pointercancel', 450, 300);
    expect(views.map(([{ x, y }, cause]) => [x, y, cause])).toEqual([[1000, 1000, 'program'], [900, 1000, 'hand']]);
  });

  it('says where the pointer is on the slide, also when the slide moves under it, and when it left', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 2, rotation: 0 });
    await frame();
    const places: unknown[] = [];
    viewer.onPointer((at) => places.push(at));
    pointer('pointermove', 400, 300);
    viewer.show({ x: 1100, y: 1000, resolution: 2, rotation: 0 });
    await frame();
    pointer('pointermove', -900, 300);
    pointer('pointermove', 400, 310);
    pointer('pointerleave', 400, 310);
    expect(places).toEqual([{ x: 1000, y: 1000 }, { x: 1100, y: 1000 }, null, { x: 1100, y: 1020 }, null]);
  });

  it('draws with a tool, and gives up when asked to', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 1, rotation: 0 });
    await frame();
    const drawn: DrawnShape[] = [];
    viewer.onDrawn((shape) => drawn.push(shape));
    viewer.setTool('rectangle');
    pointer('pointerdown', 400, 300);
    pointer('pointermove', 440, 330);
    expect(viewer.cancelDrawing()).toBe(true);
    pointer('pointerup', 440, 330);
    expect(drawn).toEqual([]);
    pointer('pointerdown', 400, 300);
    pointer('pointermove', 440, 330);
    pointer('pointerup', 440, 330);
    expect(drawn).toEqual([{ kind: 'rectangle', geometry: [1020, 1015, 20, 15, 0] }]);
    expect(viewer.cancelDrawing()).toBe(false);
    expect(viewer.view()).toMatchObject({ x: 1000, y: 1000 });
  });

  it('selects by a click, and tells it only when the person did it', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 1, rotation: 0 });
    viewer.setAnnotations([markOf('a', 'rectangle', [1000, 1000, 50, 50, 0])]);
    await frame();
    const selected: (string | null)[] = [];
    viewer.onSelect((id) => selected.push(id));
    viewer.select('a');
    viewer.select(null);
    pointer('pointerdown', 400, 300);
    pointer('pointerup', 400, 300);
    pointer('pointerdown', 700, 500);
    pointer('pointerup', 700, 500);
    expect(selected).toEqual(['a', null]);
  });

  it('in a mirror keeps the same part of the slide, and pointers, drags and shapes go where they are seen', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 1, rotation: 0 });
    await frame();
    viewer.flip();
    await frame();
    expect(viewer.view()).toMatchObject({ x: 1000, y: 1000, isFlipped: true });
    expect(viewer.appearance().isFlipped).toBe(true);
    const places: unknown[] = [];
    viewer.onPointer((at) => places.push(at));
    pointer('pointermove', 450, 300);
    expect(places).toEqual([{ x: 950, y: 1000 }]);
    pointer('pointerdown', 400, 300);
    pointer('pointermove', 450, 300);
    await frame();
    pointer('pointercancel', 450, 300);
    // Drawn to the right, the slide shows what lay beyond its left edge, which in a mirror has the larger x.
    expect(viewer.view()).toMatchObject({ x: 1050, y: 1000 });
    const drawn: DrawnShape[] = [];
    viewer.onDrawn((shape) => drawn.push(shape));
    viewer.setTool('line');
    pointer('pointerdown', 400, 300);
    pointer('pointermove', 500, 320);
    pointer('pointerup', 500, 320);
    expect(drawn).toEqual([{ kind: 'line', geometry: [1050, 1000, 950, 1020] }]);
    viewer.open(slideOf());
    await frame();
    expect(viewer.view()?.isFlipped ?? false).toBe(false);
  });

  it('turns clockwise for the eye, in a mirror too, and moves by keys to where the eye goes', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 1, rotation: 0 });
    await frame();
    const settle = async (): Promise<void> => {
      const until = performance.now() + 400;
      while (performance.now() < until) await frame();
    };
    viewer.turnBy(0.5);
    await settle();
    expect(viewer.view()!.rotation).toBeCloseTo(0.5, 9);
    viewer.flip();
    viewer.turnBy(0.5);
    await settle();
    expect(viewer.view()!.rotation).toBeCloseTo(0, 9);
    viewer.panBy(100, 0);
    await settle();
    expect(viewer.view()!.x).toBeCloseTo(900, 6);
  });

  it('tells an appearance when it changes, within what the slide has, and nothing without a slide', () => {
    const heard: number[] = [];
    viewer.onAppearance(({ contrast, z }) => heard.push(contrast, z));
    viewer.setAppearance({ ...viewer.appearance(), contrast: 2 });
    viewer.open({ ...slideOf(), image: { ...slideOf().image, zPlanes: 5 } });
    viewer.focusBy(9);
    viewer.focusBy(1);
    viewer.setAppearance({ ...viewer.appearance(), contrast: 99 });
    expect(heard).toEqual([1, 2, 1, 4, 4, 4]);
  });

  it('focuses by a wheel with Shift where there are planes, and zooms where there are none', async () => {
    const wheel = (): boolean => element.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, shiftKey: true, bubbles: true, cancelable: true }));
    viewer.open({ ...slideOf(), image: { ...slideOf().image, zPlanes: 5 } });
    await frame();
    const { resolution } = viewer.view()!;
    wheel();
    await frame();
    expect([viewer.appearance().z, viewer.view()!.resolution]).toEqual([3, resolution]);
    viewer.open(slideOf());
    await frame();
    wheel();
    await frame();
    await frame();
    expect(viewer.view()!.resolution).toBeLessThan(resolution);
  });

  it('picks a place with the next press, which neither draws nor moves', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 1, rotation: 0 });
    viewer.setTool('rectangle');
    await frame();
    const picked: unknown[] = [];
    viewer.pickPoint((at) => picked.push(at));
    expect(element.style.cursor).toBe('crosshair');
    pointer('pointerdown', 410, 300);
    pointer('pointermove', 450, 330);
    pointer('pointerup', 450, 330);
    await frame();
    expect([picked, viewer.cancelDrawing(), viewer.view()!.x]).toEqual([[{ x: 1050, y: 1030 }], false, 1000]);
    viewer.pickPoint((at) => picked.push(at));
    viewer.open(null);
    expect(picked).toEqual([{ x: 1050, y: 1030 }, null]);
  });

  it('points with a press that neither draws nor moves, until that ends', async () => {
    viewer.open(slideOf());
    viewer.show({ x: 1000, y: 1000, resolution: 1, rotation: 0 });
    viewer.setTool('rectangle');
    await frame();
    const told: unknown[] = [];
    viewer.onPointer((at) => told.push(at));
    const end = viewer.pointOut((isHeld) => told.push(isHeld));
    pointer('pointerdown', 410, 300);
    pointer('pointermove', 450, 330);
    pointer('pointerup', 450, 330);
    await frame();
    expect([told, viewer.cancelDrawing(), viewer.view()!.x]).toEqual([[true, { x: 1010, y: 1000 }, { x: 1050, y: 1030 }, false], false, 1000]);
    end();
    viewer.setTool('move');
    expect(element.style.cursor).not.toBe('crosshair');
  });

  it('shows names as text, whatever they are', async () => {
    viewer.open(slideOf());
    viewer.setPointers([{ key: 'a', at: { x: 1, y: 1 }, name: '<img src=x onerror=alert(1)>', colour: '#e69f00', stale: false }]);
    await frame();
    expect(element.querySelector('img')).toBeNull();
    expect(element.textContent).toContain('<img src=x');
    viewer.setPointers([]);
    expect(element.textContent).toBe('');
  });

  it('is an application with a name that can be focused', () => {
    expect([element.getAttribute('role'), element.getAttribute('aria-label'), element.tabIndex]).toEqual(['application', 'Slide A1', 0]);
  });

  it('leaves nothing behind: no node, attribute, style, listener or frame', async () => {
    const place = document.createElement('div');
    const counted = [element, place, document, window].map((target) => countListeners(target));
    const other = createSlideViewer(place);
    other.mountOverview(element.appendChild(document.createElement('div')));
    other.open(slideOf());
    await frame();
    other.show({ x: 1, y: 1, resolution: 1, rotation: 0 }, 5_000);
    other.dispose();
    const requested = jest.spyOn(globalThis, 'requestAnimationFrame');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requested).not.toHaveBeenCalled();
    requested.mockRestore();
    expect(place.outerHTML.replace(' style=""', '')).toBe('<div></div>');
    expect(counted.map((count) => count())).toEqual([0, 0, 0, 0]);
  });
});

/** Listeners of a target that were added and neither removed nor aborted since. */
function countListeners(target: EventTarget): () => number {
  const open = new Set<string>();
  const names = new Map<unknown, number>();
  const nameOf = (type: string, listener: unknown): string => {
    if (!names.has(listener)) names.set(listener, names.size);
    return `${type}#${names.get(listener)}`;
  };
  const [add, remove] = [target.addEventListener.bind(target), target.removeEventListener.bind(target)];
  target.addEventListener = (type: string, listener: EventListenerOrEventListenerObject | null, options?: AddEventListenerOptions | boolean): void => {
    const name = nameOf(type, listener);
    open.add(name);
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => open.delete(name));
    add(type, listener, options);
  };
  target.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject | null, options?: EventListenerOptions | boolean): void => {
    open.delete(nameOf(type, listener));
    remove(type, listener, options);
  };
  return () => open.size;
}
