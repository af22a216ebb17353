import type { SlideDetail } from '@parfocal/shared/api';
import type { SlideView } from '@parfocal/shared/geometry';
import { AppearanceState } from './appearance/appearance-state';
import { ColourFilter } from './appearance/colour-filter';
import { Camera } from './camera/camera';
import { FrameLoop } from './camera/frame-loop';
import { Pilot } from './camera/pilot';
import { Drawing } from './draw/drawing';
import { Editing } from './edit/editing';
import { Boxing } from './input/boxing';
import { Picking } from './input/picking';
import { PointerInput } from './input/pointer-input';
import { PointerPlace } from './input/pointer-place';
import { PointingOut } from './input/pointing-out';
import type { PointerSample } from './input/sample';
import { listenToWheel } from './input/wheel-input';
import { Listeners } from './listeners';
import { MarkEntry } from './marks/mark-entry';
import { MarkStore } from './marks/mark-store';
import { MarksLayer } from './marks/marks-layer';
import { Selection } from './marks/selection';
import { ViewerFrame } from './overlay/frame';
import { PointerLayer } from './overlay/pointer-layer';
import { PointingLayer } from './overlay/pointing-layer';
import { wantsCalm, watchWindow } from './overlay/window-watch';
import { OverviewSeat } from './overview/overview-seat';
import { Picturing } from './snapshot/picturing';
import type { SlideViewer, SlideViewerOptions, ViewCause } from './slide-viewer';
import { Stage } from './tiles/stage';
import { TileStatus } from './tiles/tile-status';

/** `showBox` goes no closer than this: level-0 pixel by pixel. */
const CLOSEST_BOX_RESOLUTION = 1;

/**
 * Puts a viewer into an element, which should have a size of its own and is the viewer's until `dispose`.
 *
 * The camera decides, once a frame; the stage (OpenLayers), the marks and the pointers paint what it decided, all
 * within that frame, so that nothing drawn ever swims on the slide.
 */
export function createSlideViewer(element: HTMLElement, { label }: SlideViewerOptions = {}): SlideViewer {
  let slide: SlideDetail | null = null;
  let ghost: MarkEntry | undefined;
  const size = () => slide?.image;
  const viewed = new Listeners<[view: SlideView, cause: ViewCause]>();

  const frame = new ViewerFrame(element, label);
  const loop = new FrameLoop((nowMs) => paint(nowMs));
  const camera = new Camera(loop.wake);
  const view = () => camera.view;
  const status = new TileStatus();
  const stage = new Stage(frame.tiles, status.take);
  const appearance = new AppearanceState();
  const filter = new ColourFilter(element);
  const endAppearance = appearance.changed.add((shown) => {
    filter.set(shown);
    frame.showTiles({ isFlipped: shown.isFlipped, filter: filter.style });
    camera.flip(shown.isFlipped);
    stage.wear(shown);
    overviews.wear(shown);
    loop.wake();
  });
  const store = new MarkStore();
  const selection = new Selection(store, view, loop.wake);
  const drawing = new Drawing({ view, slide: size, onChange: loop.wake });
  const pick = (sample: PointerSample): void => {
    if (!drawing.active) selection.click(sample);
  };
  const editing = new Editing({ view, slide: size, selected: () => selection.entry, allowed: () => !drawing.active, onClick: pick, onChange: loop.wake });
  const boxing = new Boxing({ view, within: (box) => store.within(box), allowed: () => !drawing.active, onClick: pick, onChange: loop.wake });
  const pilot = new Pilot(camera, wantsCalm, pick);
  const marks = new MarksLayer({ parent: element, store, selected: () => selection.entry, editing, preview: () => boxing.preview() ?? drawing.preview(), ghost: () => ghost, onChange: loop.wake });
  const picturing = new Picturing({ stage, marks, view, slide: () => slide, appearance: () => appearance.now });
  const pointing = new PointingLayer(element);
  const pointers = new PointerLayer(element);
  const place = new PointerPlace();
  const overviews = new OverviewSeat({
    view,
    small: (shown, signal) => stage.small(shown, signal),
    onGoTo(centre) {
      const now = camera.view;
      if (now) camera.place({ ...now, ...centre }, 'hand');
    },
  });

  const handCursor = (): string | undefined => picking.cursor() ?? pointingOut.cursor() ?? drawing.cursor();
  const showCursor = (): void => void (frame.cursor = handCursor() ?? pilot.cursor());
  const picking = new Picking(showCursor);
  const pointingOut = new PointingOut(showCursor);
  const hands = [picking, pointingOut, drawing, boxing, editing, pilot];
  const input = new PointerInput({
    element, view, hands,
    pinch: (a, b) => pilot.pinch(a, b),
    onPress: () => camera.stop(),
    onPlace(sample) {
      place.move(sample, camera.view, size());
      if (sample) frame.cursor = cursorAt(sample);
    },
  });
  const focusBy = (planes: number): void => appearance.set({ ...appearance.now, z: appearance.now.z + planes });
  const endWheel = listenToWheel(element, { zoom: (factor, at) => pilot.zoomAt(factor, at), canFocus: () => (size()?.zPlanes ?? 1) > 1, focus: focusBy });
  const endWatch = watchWindow(element, () => {
    camera.resize(stage.resize());
    loop.wake();
  });
  const onKey = (event: KeyboardEvent): void => {
    if (!picking.key(event.key) && !drawing.key(event.key) && !editing.key(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  element.addEventListener('keydown', onKey);
  camera.resize(stage.resize());

  function cursorAt(sample: PointerSample): string {
    if (pilot.isHolding) return pilot.cursor();
    const own = handCursor() ?? boxing.cursor(sample) ?? editing.cursor(sample);
    return own ?? (selection.under(sample) ? 'pointer' : pilot.cursor());
  }

  function paint(nowMs: number): void {
    const change = camera.frame(nowMs);
    const now = camera.view;
    if (!now) return;
    stage.paint(now);
    if (marks.paint(now, nowMs)) loop.wake();
    pointing.paint(now);
    pointers.paint(now);
    overviews.paint();
    if (!change) return;
    place.look(now, size());
    viewed.tell(change.view, change.cause);
  }

  return {
    open(next) {
      input.cancelAll();
      picking.end(null);
      drawing.cancel();
      editing.letGo();
      selection.set(null);
      slide = next;
      store.set([]);
      ghost = undefined;
      // The old slide goes first: it must not wear what the new one begins with.
      stage.open(null, appearance.now);
      appearance.open(next);
      stage.open(next, appearance.now);
      camera.open(next?.image);
      overviews.open(next, appearance.now);
      marks.clear();
      pointers.clear();
      pointing.clear();
      place.look(camera.view, size());
    },
    view,
    heading: () => camera.heading,
    expect({ x, y, resolution, rotation }) {
      const now = camera.view;
      if (now) stage.expect({ ...now, x, y, resolution, rotation });
    },
    show: (wanted, durationMs = 0) => camera.show(wanted, wantsCalm() ? 0 : durationMs),
    showBox: (box, durationMs = 0) => camera.showBox(box, CLOSEST_BOX_RESOLUTION, wantsCalm() ? 0 : durationMs),
    fit: () => pilot.fit(),
    zoomTo: (resolution) => pilot.zoomTo(resolution),
    zoomBy: (factor) => pilot.zoomStep(factor),
    panBy: (dxPx, dyPx) => pilot.panBy(dxPx, dyPx),
    rotateTo: (angleRad) => pilot.rotateTo(angleRad),
    turnBy: (angleRad) => pilot.turnBy(angleRad),
    flip: () => appearance.set({ ...appearance.now, isFlipped: !appearance.now.isFlipped }),
    setAppearance: (next) => appearance.set(next),
    appearance: () => appearance.now,
    onAppearance: (listener) => appearance.changed.add(listener),
    focusBy,
    channelRange: (channel) => stage.channelRange(channel),
    pickPoint: (onPick) => picking.begin(onPick),
    pointOut: (onHold) => pointingOut.begin(onHold),
    pixelAt: (point) => picturing.pixelAt(point),
    snapshot: () => picturing.snapshot(),
    onPointer: (listener) => place.moved.add(listener),
    onView: (listener) => viewed.add(listener),
    onLoading: (listener) => status.loading.add(listener),
    onSharpness: (listener) => status.sharpness.add(listener),
    onTrouble: (listener) => status.trouble.add(listener),

    setPointers: (list) => pointers.set(list, camera.view),
    ping: (mark) => pointing.ping(mark, camera.view),
    setSpotlight: (box) => pointing.light(box, camera.view),
    setViews: (views) => overviews.show(views),
    mountOverview: (seat) => overviews.mount(seat),
    setOverviewLayer: (layer) => overviews.lay(layer),

    setTool(tool) {
      drawing.choose(tool);
      showCursor();
      loop.wake();
    },
    setDrawColour(colour, casing) {
      drawing.colour = colour;
      drawing.casing = casing;
    },
    setDrawCaption(caption) {
      drawing.caption = caption;
    },
    setAnnotations(list) {
      const changed = store.set(list);
      editing.refresh();
      if (changed) loop.wake();
    },
    setGhost(mark) {
      ghost = mark ? new MarkEntry(mark, 0, 0) : undefined;
      loop.wake();
    },
    select(id) {
      if (selection.entry?.id !== id) editing.letGo();
      selection.set(id);
    },
    onDrawn: (listener) => drawing.drawn.add(listener),
    onSelect: (listener) => selection.selected.add(listener),
    onBoxed: (listener) => boxing.boxed.add(listener),
    onReshaped: (listener) => editing.reshaped.add(listener),
    cancelDrawing: () => drawing.cancel(),
    dispose() {
      loop.dispose();
      input.dispose();
      endWheel();
      endWatch();
      endAppearance();
      element.removeEventListener('keydown', onKey);
      for (const listeners of [viewed, place.moved, status.loading, status.sharpness, status.trouble, appearance.changed, drawing.drawn, selection.selected, boxing.boxed, editing.reshaped]) listeners.clear();
      overviews.dispose();
      pointers.dispose();
      pointing.dispose();
      marks.dispose();
      stage.dispose();
      filter.dispose();
      frame.dispose();
    },
  };
}
