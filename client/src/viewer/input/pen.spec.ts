import type { SlideView } from '@parfocal/shared/geometry';
import { PointerInput } from './pointer-input';
import type { Hand, PointerSample } from './sample';

describe('pen and fingers', () => {
  const view: SlideView = { x: 0, y: 0, resolution: 1, rotation: 0, widthPx: 800, heightPx: 600 };
  let element: HTMLElement;
  let input: PointerInput;
  let done: string[];
  let nowMs: number;

  /** The drawing hand first, then one that moves the slide, as in the viewer. */
  const hand = (name: string, wants: (sample: PointerSample) => boolean): Hand => ({
    press: (sample) => {
      if (!wants(sample)) return undefined;
      done.push(`${name} begins`);
      return { move: () => done.push(`${name} moves`), end: () => done.push(`${name} ends`), cancel: () => done.push(`${name} is taken back`) };
    },
    hover: () => undefined,
    cursor: () => undefined,
  });

  beforeEach(() => {
    [done, nowMs] = [[], 10_000];
    element = document.createElement('div');
    element.setPointerCapture = () => undefined;
    input = new PointerInput({
      element, view: () => view, hands: [hand('drawing', ({ mayDraw }) => mayDraw), hand('moving', () => true)],
      pinch: () => ({ move: () => done.push('pinch moves'), end: () => done.push('pinch ends') }),
      onPress: () => undefined, onPlace: () => undefined,
    });
  });
  afterEach(() => input.dispose());

  const pointer = (type: string, pointerType: 'pen' | 'touch', pointerId: number): void => {
    const event = new MouseEvent(type, { clientX: 100 * pointerId, clientY: 100, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: nowMs });
    element.dispatchEvent(Object.assign(event, { pointerId, pointerType }));
  };
  const stroke = (pointerType: 'pen' | 'touch', pointerId = 1): void => ['pointerdown', 'pointermove', 'pointerup'].forEach((type) => pointer(type, pointerType, pointerId));

  it('a finger draws where there is no pen', () => {
    stroke('touch');
    expect(done).toEqual(['drawing begins', 'drawing moves', 'drawing ends']);
  });

  it('once a pen was there it draws, and a finger moves the slide', () => {
    stroke('pen');
    nowMs += 2_000;
    stroke('touch', 2);
    expect(done).toEqual(['drawing begins', 'drawing moves', 'drawing ends', 'moving begins', 'moving moves', 'moving ends']);
  });

  it('a palm beside the pen does nothing, neither while it draws nor a moment later', () => {
    pointer('pointerdown', 'pen', 1);
    stroke('touch', 2);
    pointer('pointermove', 'pen', 1);
    pointer('pointerup', 'pen', 1);
    stroke('touch', 3);
    expect(done).toEqual(['drawing begins', 'drawing moves', 'drawing ends']);
  });

  it('a palm that came before the pen is taken back, and stays out of it', () => {
    pointer('pointerdown', 'touch', 2);
    pointer('pointerdown', 'pen', 1);
    pointer('pointermove', 'touch', 2);
    pointer('pointermove', 'pen', 1);
    pointer('pointerup', 'touch', 2);
    pointer('pointerup', 'pen', 1);
    expect(done).toEqual(['drawing begins', 'drawing is taken back', 'drawing begins', 'drawing moves', 'drawing ends']);
  });

  it('two fingers are a pinch, also where a pen was', () => {
    stroke('pen');
    nowMs += 2_000;
    done = [];
    pointer('pointerdown', 'touch', 2);
    pointer('pointerdown', 'touch', 3);
    pointer('pointermove', 'touch', 3);
    pointer('pointerup', 'touch', 2);
    pointer('pointerup', 'touch', 3);
    expect(done).toEqual(['moving begins', 'moving is taken back', 'pinch moves', 'pinch ends']);
  });
});
