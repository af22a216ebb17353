import { isAsScanned, type SlideAppearance } from './appearance';
import { colourMatrix } from './colour-matrix';

const SVG = 'http://www.w3.org/2000/svg';
let made = 0;

/**
 * Colours of a whole element, changed where the browser composes the page: no tile is painted anew. As scanned, the
 * element has no filter at all, so its pixels are the file's own.
 */
export class ColourFilter {
  private readonly svg = document.createElementNS(SVG, 'svg');
  private readonly matrix = document.createElementNS(SVG, 'feColorMatrix');
  private readonly curves = ['feFuncR', 'feFuncG', 'feFuncB'].map((name) => document.createElementNS(SVG, name));
  private readonly id = `slide-colours-${++made}`;
  private css = '';

  constructor(parent: HTMLElement) {
    const filter = document.createElementNS(SVG, 'filter');
    const transfer = document.createElementNS(SVG, 'feComponentTransfer');
    for (const [name, value] of [['id', this.id], ['x', '0'], ['y', '0'], ['width', '1'], ['height', '1'], ['color-interpolation-filters', 'sRGB']] as const) filter.setAttribute(name, value);
    for (const curve of this.curves) curve.setAttribute('type', 'gamma');
    transfer.append(...this.curves);
    filter.append(this.matrix, transfer);
    Object.assign(this.svg.style, { position: 'absolute', width: '0', height: '0' });
    this.svg.setAttribute('aria-hidden', 'true');
    this.svg.append(filter);
    parent.append(this.svg);
  }

  /** For the `filter` of an element's style; empty where nothing is changed. */
  get style(): string {
    return this.css;
  }

  set(appearance: SlideAppearance): void {
    const m = colourMatrix(appearance);
    const rows = [0, 4, 8].map((at) => `${m[at]} ${m[at + 1]} ${m[at + 2]} 0 ${m[at + 3]}`);
    this.matrix.setAttribute('values', `${rows.join(' ')} 0 0 0 1 0`);
    for (const curve of this.curves) curve.setAttribute('exponent', String(1 / appearance.gamma));
    this.css = isAsScanned(appearance) ? '' : `url(#${this.id})`;
  }

  dispose(): void {
    this.svg.remove();
  }
}
