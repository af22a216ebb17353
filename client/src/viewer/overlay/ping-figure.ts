import type { SlidePoint } from '@parfocal/shared/geometry';
import type { PingMark } from '../slide-viewer';
import { wantsCalm } from './window-watch';

const RINGS = 3;
const RING_MS = 1_400;
const SIZE_PX = 120;
/** Long enough to be found by an eye that was elsewhere. */
export const PING_MS = 4_000;

/** Rings that go out from a place, with the name of who asks to look there. */
export class PingFigure {
  readonly element = document.createElement('div');
  readonly at: SlidePoint;

  constructor({ at, name, colour }: PingMark) {
    this.at = at;
    Object.assign(this.element.style, { position: 'absolute', left: '0', top: '0', willChange: 'transform' });
    this.element.dataset.ping = '';
    for (let ring = 0; ring < RINGS; ring++) this.element.append(ringOf(colour, ring));
    const word = document.createElement('span');
    word.textContent = name;
    Object.assign(word.style, {
      position: 'absolute', left: '0', top: '1.75rem', transform: 'translateX(-50%)', padding: '1px 0.375rem', borderRadius: '4px', whiteSpace: 'nowrap',
      font: '600 0.6875rem/1rem "Inter Variable", Inter, "Noto Sans SC", system-ui, sans-serif', color: '#0b0c0e', background: colour, border: '1px solid #fff',
    });
    if (name) this.element.append(word);
  }

  putAt({ x, y }: { readonly x: number; readonly y: number }): void {
    this.element.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
  }
}

function ringOf(colour: string, ring: number): HTMLElement {
  const element = document.createElement('i');
  Object.assign(element.style, {
    position: 'absolute', left: `${-SIZE_PX / 2}px`, top: `${-SIZE_PX / 2}px`, width: `${SIZE_PX}px`, height: `${SIZE_PX}px`, borderRadius: '50%',
    border: `4px solid ${colour}`, boxShadow: '0 0 0 1.5px #fff, inset 0 0 0 1.5px #fff',
  });
  const [from, to] = [{ transform: 'scale(0.1)', opacity: 1 }, { transform: 'scale(1)', opacity: 0 }];
  // Who asked for little motion sees rings that stand still.
  if (wantsCalm()) element.style.transform = `scale(${(ring + 1) / RINGS})`;
  else element.animate?.([from, to], { duration: RING_MS, delay: (ring * RING_MS) / RINGS, iterations: Infinity, easing: 'ease-out', fill: 'backwards' });
  return element;
}
