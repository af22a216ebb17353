import type { SlideView } from '@parfocal/shared/geometry';
import { fakePainting } from '../testing/painting';
import { PaintedShape } from './mark-entry';
import { paintMarks } from './paint-marks';
import { STYLE } from './style';

const view: SlideView = { x: 50, y: 50, resolution: 1, rotation: 0, widthPx: 100, heightPx: 100 };

describe('paintMarks', () => {
  let undo: () => void;
  beforeEach(() => (undo = fakePainting({ widthPx: 100, heightPx: 100 })));
  afterEach(() => undo());

  /** The colour of every stroke, in order. */
  function strokesOf(colour: string, casing?: string): string[] {
    const strokes: string[] = [];
    const context = { strokeStyle: '', stroke: () => void strokes.push(context.strokeStyle), fill: () => undefined } as unknown as CanvasRenderingContext2D & { strokeStyle: string };
    const painted = new PaintedShape({ kind: 'line', geometry: [10, 10, 90, 90] });
    for (const step of paintMarks(context, view, [{ painted, colour, casing, caption: '' }])) void step;
    return strokes;
  }

  it('lays a dark line on the light casing it asks for, so that it is seen on dark tissue', () => {
    expect(strokesOf('#15171a', '#ffffff')).toEqual(['#ffffff', '#15171a']);
  });

  it('lays any other on a dark one', () => {
    expect(strokesOf('#1cd99b')).toEqual([STYLE.casingColour, '#1cd99b']);
  });
});
