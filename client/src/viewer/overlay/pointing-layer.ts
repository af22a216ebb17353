import { type SlideBox, type SlideView, toScreen } from '@parfocal/shared/geometry';
import type { PingMark } from '../slide-viewer';
import { PING_MS, PingFigure } from './ping-figure';

const SVG = 'http://www.w3.org/2000/svg';
/** Rings at so many places are more than an eye can look for. */
const MOST_PINGS = 8;

/** What people point out to each other: rings around a place, and a light on a box while the rest is dimmed. */
export class PointingLayer {
  private readonly element = document.createElement('div');
  private readonly shade = document.createElementNS(SVG, 'path');
  private readonly frame = document.createElementNS(SVG, 'path');
  private readonly pings = new Map<PingFigure, ReturnType<typeof setTimeout>>();
  private lit: SlideBox | null = null;

  constructor(parent: HTMLElement) {
    Object.assign(this.element.style, { position: 'absolute', inset: '0', overflow: 'hidden', pointerEvents: 'none', contain: 'strict' });
    this.element.setAttribute('aria-hidden', 'true');
    const light = document.createElementNS(SVG, 'svg');
    Object.assign(light.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
    for (const [name, value] of [['fill', '#000'], ['fill-opacity', '0.55'], ['fill-rule', 'evenodd']] as const) this.shade.setAttribute(name, value);
    for (const [name, value] of [['fill', 'none'], ['stroke', '#fff'], ['stroke-width', '2']] as const) this.frame.setAttribute(name, value);
    light.append(this.shade, this.frame);
    this.element.append(light);
    parent.append(this.element);
  }

  ping(mark: PingMark, view: SlideView | undefined): void {
    if (this.pings.size >= MOST_PINGS) this.end(this.pings.keys().next().value!);
    const figure = new PingFigure(mark);
    this.pings.set(figure, setTimeout(() => this.end(figure), PING_MS));
    this.element.append(figure.element);
    this.paint(view);
  }

  light(box: SlideBox | null, view: SlideView | undefined): void {
    this.lit = box;
    this.element.dataset.lit = String(box !== null);
    if (box === null) for (const path of [this.shade, this.frame]) path.removeAttribute('d');
    this.paint(view);
  }

  paint(view: SlideView | undefined): void {
    if (!view) return;
    for (const figure of this.pings.keys()) figure.putAt(toScreen(view, figure.at));
    if (!this.lit) return;
    const { minX, minY, maxX, maxY } = this.lit;
    const corners = [[minX, minY], [maxX, minY], [maxX, maxY], [minX, maxY]].map(([x = 0, y = 0]) => toScreen(view, { x, y }));
    const box = `M${corners.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
    this.frame.setAttribute('d', box);
    this.shade.setAttribute('d', `M0 0H${view.widthPx}V${view.heightPx}H0Z${box}`);
  }

  /** Another slide is shown: nothing of what was pointed out is on it. */
  clear(): void {
    for (const figure of [...this.pings.keys()]) this.end(figure);
    this.light(null, undefined);
  }

  dispose(): void {
    this.clear();
    this.element.remove();
  }

  private end(figure: PingFigure): void {
    clearTimeout(this.pings.get(figure));
    this.pings.delete(figure);
    figure.element.remove();
  }
}
