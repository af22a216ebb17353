import type { SlideView } from '@parfocal/shared/geometry';
import { fakePainting } from '../testing/painting';
import { PaintedShape } from './mark-entry';
import { paintGhost } from './paint-ghost';
import { STYLE } from './style';

const view: SlideView = { x: 50, y: 50, resolution: 1, rotation: 0, widthPx: 100, heightPx: 100 };

describe('paintGhost', () => {
  let undo: () => void;
  beforeEach(() => (undo = fakePainting({ widthPx: 100, heightPx: 100 })));
  afterEach(() => undo());

  it('dashes the line, not its casing, and leaves the canvas as it was', () => {
    const strokes: [string, number][] = [];
    let dash: number[] = [];
    const states: string[] = [];
    const context = {
      strokeStyle: '',
      setLineDash: (next: number[]) => (dash = next),
      stroke: () => strokes.push([context.strokeStyle, dash.length]),
      save: () => states.push('save'),
      restore: () => states.push('restore'),
      strokeText: () => undefined,
      fillText: () => undefined,
    } as unknown as CanvasRenderingContext2D & { strokeStyle: string };
    paintGhost(context, view, { painted: new PaintedShape({ kind: 'line', geometry: [10, 10, 90, 90] }), colour: '#1cd99b', caption: '12:30' });
    expect(strokes).toEqual([[STYLE.casingColour, 0], ['#1cd99b', STYLE.ghostDash.length]]);
    expect(states).toEqual(['save', 'restore']);
  });
});
