import { type SlideView, toScreen } from '@parfocal/shared/geometry';
import type { PointerMark } from '../slide-viewer';
import { LaserTrail } from './laser-trail';

const [WIDEST_PX, CORE_PX, HEAD_PX] = [7, 2.5, 6];

/** Lasers with their trails above the slide, each in its person's colour with a white core, so that it stands out from any tissue. */
export class LaserLayer {
  private readonly canvas = document.createElement('canvas');
  private readonly trails = new Map<string, LaserTrail>();
  private isClear = true;

  constructor(parent: HTMLElement) {
    Object.assign(this.canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', pointerEvents: 'none' });
    parent.append(this.canvas);
  }

  /** Told once a frame; those that are not lasers count as off. */
  set(pointers: readonly PointerMark[], nowMs: number): void {
    const on = pointers.filter(({ isLaser }) => isLaser);
    for (const { key, colour } of on) if (this.trails.get(key)?.colour !== colour) this.trails.set(key, new LaserTrail(colour));
    for (const [key, trail] of this.trails) {
      trail.move(on.find((one) => one.key === key)?.at, nowMs);
      if (trail.isGone) this.trails.delete(key);
    }
  }

  paint(view: SlideView | undefined, nowMs: number): void {
    if (!view || (this.trails.size === 0 && this.isClear)) return;
    const context = this.fresh(view);
    if (!context) return;
    this.isClear = this.trails.size === 0;
    for (const trail of this.trails.values()) paintTrail(context, trail, view, nowMs);
  }

  clear(): void {
    this.trails.clear();
  }

  /** An empty sheet as large as the window, with a CSS pixel as its unit. */
  private fresh({ widthPx, heightPx }: SlideView): CanvasRenderingContext2D | null {
    const [width, height] = [Math.round(widthPx * devicePixelRatio), Math.round(heightPx * devicePixelRatio)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    const context = this.canvas.getContext('2d');
    context?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context?.clearRect(0, 0, widthPx, heightPx);
    return context;
  }
}

function paintTrail(context: CanvasRenderingContext2D, trail: LaserTrail, view: SlideView, nowMs: number): void {
  context.lineCap = 'round';
  const stretches = trail.stretches(nowMs);
  for (const [colour, widthPx] of [[trail.colour, WIDEST_PX], ['#fff', CORE_PX]] as const) {
    context.strokeStyle = colour;
    for (const { from, to, age } of stretches) {
      const [a, b] = [toScreen(view, from), toScreen(view, to)];
      context.globalAlpha = 1 - age;
      context.lineWidth = widthPx * (1 - age * 0.7);
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    }
  }
  const newest = stretches.at(-1);
  if (newest) paintHead(context, trail.colour, toScreen(view, newest.to), 1 - newest.age);
  context.globalAlpha = 1;
}

function paintHead(context: CanvasRenderingContext2D, colour: string, at: { readonly x: number; readonly y: number }, alpha: number): void {
  context.globalAlpha = alpha;
  for (const [fill, radiusPx] of [['#fff', HEAD_PX + 1.5], [colour, HEAD_PX], ['#fff', HEAD_PX / 3]] as const) {
    context.fillStyle = fill;
    context.beginPath();
    context.arc(at.x, at.y, radiusPx, 0, 2 * Math.PI);
    context.fill();
  }
}
