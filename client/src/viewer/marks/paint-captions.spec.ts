import type { MarkPath } from './mark-path';
import { paintCaptions } from './paint-captions';

describe('paintCaptions', () => {
  const at = (xPx: number, yPx: number, beside = false): MarkPath => ({ form: 'line', stroke: () => undefined, solid: undefined, caption: { xPx, yPx, beside } });

  /** The words that are painted, each letter 10 CSS pixels wide. */
  function painted(captions: readonly (readonly [MarkPath, string])[]): string[] {
    const words: string[] = [];
    const context = { measureText: (text: string) => ({ width: text.length * 10 }), strokeText: () => undefined, fillText: (text: string) => void words.push(text) };
    paintCaptions(context as unknown as CanvasRenderingContext2D, captions);
    return words.sort();
  }

  it('leaves out words that would lie on those of a later shape', () => {
    expect(painted([[at(100, 50), 'older'], [at(120, 55), 'newer']])).toEqual(['newer']);
  });

  it('paints all that have a place of their own, and nothing where nothing is said', () => {
    expect(painted([[at(100, 50), 'left'], [at(160, 50), 'right'], [at(100, 80), 'below'], [at(100, 50), '']])).toEqual(['below', 'left', 'right']);
  });

  it('reckons words beside a shape from their left middle', () => {
    expect(painted([[at(100, 50), 'over'], [at(125, 50, true), 'beside']])).toEqual(['beside', 'over']);
    expect(painted([[at(100, 50), 'over'], [at(115, 50, true), 'beside']])).toEqual(['beside']);
  });
});
