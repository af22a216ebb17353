import { jest } from '@jest/globals';
import { MarkCanvas } from './mark-canvas';

describe('MarkCanvas', () => {
  const view = { widthPx: 40, heightPx: 30 };
  const painter = () => {
    const calls: string[] = [];
    const context = { setTransform: () => undefined, clearRect: () => void calls.push('clear') };
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
    return { canvas: new MarkCanvas(document.createElement('div')), calls };
  };
  afterEach(() => void jest.restoreAllMocks());

  it('is not touched while there is nothing on it, and is empty when it is seen again', () => {
    const { canvas, calls } = painter();
    canvas.cleared(view);
    canvas.wipe();
    canvas.wipe();
    expect([calls.length, canvas.element.style.visibility]).toEqual([1, 'hidden']);
    canvas.cleared(view);
    expect([calls.length, canvas.element.style.visibility]).toEqual([2, 'visible']);
  });

  it('leaves it to others whether it is seen, where it is never wiped', () => {
    const { canvas } = painter();
    canvas.element.style.visibility = 'hidden';
    canvas.cleared(view);
    expect(canvas.element.style.visibility).toBe('hidden');
  });
});
