import type { ScreenSize, SlidePoint } from '@parfocal/shared/geometry';
import type { ScreenPoint } from '../camera/screen';
import type { PointerMark } from '../slide-viewer';

const SVG = 'http://www.w3.org/2000/svg';
/** The arrow's tip is at the origin. */
const ARROW = 'M0 0 L14.5 9 L8 10.2 L4.6 16 Z';
/** Names reach this far past the tip; beyond it a pointer cannot be seen. */
const REACH_PX = 260;

/** One pointer: an arrow with a white edge and a dark shadow, which stands out from any tissue, and a name beside it. */
export class PointerFigure {
  readonly element = document.createElement('div');
  at: SlidePoint | undefined;
  private readonly picture = document.createElementNS(SVG, 'svg');
  private readonly arrow = document.createElementNS(SVG, 'path');
  private readonly name = document.createElement('span');
  private worn: PointerMark | undefined;
  private shown = true;
  private transform = '';

  constructor() {
    const svg = this.picture;
    svg.setAttribute('viewBox', '-2 -2 19 20');
    // In rem, so that a projector's larger type makes larger pointers too.
    svg.setAttribute('width', '1.375rem');
    svg.setAttribute('height', '1.4375rem');
    Object.assign(svg.style, { position: 'absolute', left: '-0.145rem', top: '-0.144rem', overflow: 'visible', transition: 'opacity 200ms', filter: 'drop-shadow(0 1px 1.5px rgb(0 0 0 / 0.6))' });
    this.arrow.setAttribute('d', ARROW);
    this.arrow.setAttribute('stroke', '#fff');
    this.arrow.setAttribute('stroke-width', '1.6');
    this.arrow.setAttribute('stroke-linejoin', 'round');
    svg.append(this.arrow);
    Object.assign(this.name.style, {
      position: 'absolute', left: '0.875rem', top: '1.0625rem', padding: '1px 0.375rem', borderRadius: '4px', whiteSpace: 'nowrap', maxWidth: '12.5rem', overflow: 'hidden',
      textOverflow: 'ellipsis', font: '600 0.6875rem/1rem "Inter Variable", Inter, "Noto Sans SC", system-ui, sans-serif', color: '#0b0c0e',
      border: '1px solid #fff', boxShadow: '0 1px 3px rgb(0 0 0 / 0.5)',
    });
    Object.assign(this.element.style, { position: 'absolute', left: '0', top: '0', willChange: 'transform', transition: 'filter 200ms' });
    this.element.dataset.pointer = '';
    this.element.append(svg, this.name);
  }

  wear(pointer: PointerMark): void {
    this.at = pointer.at;
    const { worn } = this;
    this.worn = pointer;
    if (worn?.colour !== pointer.colour) {
      this.arrow.setAttribute('fill', pointer.colour);
      this.name.style.background = pointer.colour;
    }
    // A laser has a head of its own; the name stays with it.
    if (worn?.isLaser !== pointer.isLaser) this.arrow.style.display = pointer.isLaser ? 'none' : '';
    if (worn?.name !== pointer.name) {
      this.name.textContent = pointer.name;
      this.name.style.display = pointer.name === '' ? 'none' : ''; // one's own, in another pane, needs none
    }
    if (worn?.speaking !== pointer.speaking || worn?.colour !== pointer.colour) {
      // The same second ring as around the person's picture; dark between, so that it shows on any tissue.
      this.name.style.outline = pointer.speaking ? `2px solid ${pointer.colour}` : '';
      this.name.style.outlineOffset = pointer.speaking ? '2px' : '';
      this.name.dataset.speaking = String(pointer.speaking ?? false);
    }
    if (worn?.stale !== pointer.stale) {
      // At rest the arrow pales and the colour fades; the name stays readable.
      this.picture.style.opacity = pointer.stale ? '0.45' : '1';
      this.element.style.filter = pointer.stale ? 'grayscale(0.6)' : '';
    }
  }

  /** Hidden where there is no place for it in the window. */
  putAt(place: ScreenPoint | undefined, window: ScreenSize | undefined): void {
    const shown = place !== undefined && window !== undefined
      && place.xPx > -REACH_PX && place.yPx > -REACH_PX && place.xPx < window.widthPx + REACH_PX && place.yPx < window.heightPx + REACH_PX;
    if (shown !== this.shown) this.element.style.visibility = shown ? 'visible' : 'hidden';
    this.shown = shown;
    if (!shown) return;
    const transform = `translate(${place.xPx.toFixed(2)}px, ${place.yPx.toFixed(2)}px)`;
    if (transform !== this.transform) this.element.style.transform = this.transform = transform;
  }
}
