import type { SlideDetail } from '@parfocal/shared/api';
import type { ScreenSize, SlidePoint, SlideView } from '@parfocal/shared/geometry';
import type { ScreenPoint } from '../camera/screen';
import { MarkCanvas } from '../marks/mark-canvas';
import type { ViewMark } from '../slide-viewer';
import { glassOf } from '../tiles/tile-picture';
import { fromOverview, type OverviewPlan, overviewPlan, sameWindows, windowOnOverview } from './overview-plan';

export interface OverviewOptions {
  readonly element: HTMLElement;
  readonly view: () => SlideView | undefined;
  /** All of the slide, once it is there. */
  readonly picture: () => CanvasImageSource | undefined;
  /** Laid over the whole slide, stretched to its shape. */
  readonly layer: () => CanvasImageSource | null;
  /** The person wants to look there. */
  readonly onGoTo: (centre: SlidePoint) => void;
}

/** The whole slide in small, with everybody's window on it; a press or drag takes the own one along. */
export class Overview {
  private readonly canvas: MarkCanvas;
  private readonly ending = new AbortController();
  private readonly resizing = new ResizeObserver(() => this.paint());
  /** The element's own, given back at the end. */
  private readonly style: string;
  private slide: SlideDetail | null = null;
  private views: readonly ViewMark[] = [];

  constructor(private readonly options: OverviewOptions) {
    const { element } = options;
    this.style = element.style.cssText;
    this.canvas = new MarkCanvas(element);
    if (getComputedStyle(element).position === 'static') element.style.position = 'relative';
    element.style.touchAction = 'none';
    this.resizing.observe(element);
    const listening = { signal: this.ending.signal };
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      this.goTo(event);
    }, listening);
    element.addEventListener('pointermove', (event) => {
      if (element.hasPointerCapture(event.pointerId)) this.goTo(event);
    }, listening);
  }

  open(slide: SlideDetail | null): void {
    this.slide = slide;
    this.paint();
  }

  /** Told every frame: only what moved is painted. The own window is painted when the viewer is. */
  show(views: readonly ViewMark[]): void {
    const isSame = sameWindows(this.views, views);
    this.views = views;
    if (!isSame) this.paint();
  }

  /** Cheap enough for every frame: one small picture and a box a person. */
  paint(): void {
    const room = this.room();
    const context = room && this.canvas.cleared(room);
    const plan = this.plan();
    if (!context || !plan || !this.slide) return;
    const { widthPx, heightPx } = this.slide.image;
    context.fillStyle = glassOf(this.slide.image);
    context.fillRect(plan.xPx, plan.yPx, widthPx * plan.scale, heightPx * plan.scale);
    const picture = this.options.picture();
    if (picture) context.drawImage(picture, plan.xPx, plan.yPx, widthPx * plan.scale, heightPx * plan.scale);
    this.paintLayer(context, plan, this.slide.image);
    for (const { view, colour, own } of this.views) if (!own) box(context, windowOnOverview(plan, view), colour);
    const own = this.options.view();
    if (!own) return;
    const corners = windowOnOverview(plan, own);
    veil(context, corners, room);
    box(context, corners, '#fff');
  }

  /** Cell by cell as it is, never smoothed: an edge of it is an edge. */
  private paintLayer(context: CanvasRenderingContext2D, { xPx, yPx, scale }: OverviewPlan, { widthPx, heightPx }: ScreenSize): void {
    const layer = this.options.layer();
    if (!layer) return;
    context.imageSmoothingEnabled = false;
    context.drawImage(layer, xPx, yPx, widthPx * scale, heightPx * scale);
    context.imageSmoothingEnabled = true;
  }

  dispose(): void {
    this.ending.abort();
    this.resizing.disconnect();
    this.canvas.dispose();
    this.options.element.style.cssText = this.style;
  }

  private room(): ScreenSize | undefined {
    const { clientWidth: widthPx, clientHeight: heightPx } = this.options.element;
    return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : undefined;
  }

  private plan(): OverviewPlan | undefined {
    const room = this.room();
    return room && this.slide ? overviewPlan(this.slide.image, room) : undefined;
  }

  private goTo(event: PointerEvent): void {
    const plan = this.plan();
    const { left, top } = this.options.element.getBoundingClientRect();
    if (plan) this.options.onGoTo(fromOverview(plan, { xPx: event.clientX - left, yPx: event.clientY - top }));
  }
}

/** What one does not see is a shade darker, so that the own window is found at a glance. */
function veil(context: CanvasRenderingContext2D, corners: readonly ScreenPoint[], { widthPx, heightPx }: ScreenSize): void {
  context.beginPath();
  context.rect(0, 0, widthPx, heightPx);
  trace(context, corners);
  context.fillStyle = 'rgba(13, 12, 20, 0.22)';
  context.fill('evenodd');
}

function trace(context: CanvasRenderingContext2D, corners: readonly ScreenPoint[]): void {
  corners.forEach(({ xPx, yPx }, i) => (i === 0 ? context.moveTo(xPx, yPx) : context.lineTo(xPx, yPx)));
  context.closePath();
}

/** White vanishes on glass and colours on tissue, so each box has a dark edge on both sides. */
function box(context: CanvasRenderingContext2D, corners: readonly ScreenPoint[], colour: string): void {
  context.beginPath();
  trace(context, corners);
  context.lineJoin = 'miter';
  context.strokeStyle = 'rgba(13, 12, 20, 0.6)';
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
