import { cellPx, drawFocusMap } from './draw-focus-map';

/** What was filled and how many lines were drawn, as a canvas would have. */
function drawing(columns: number, rows: number, cells: string) {
  const filled: { at: number[]; style: unknown; alpha: number }[] = [];
  let lines = 0;
  const context = {
    globalAlpha: 1, fillStyle: '', strokeStyle: '', lineWidth: 1,
    clearRect: () => undefined, beginPath: () => undefined, moveTo: () => undefined, stroke: () => undefined,
    lineTo: () => (lines += 1),
    fillRect(...at: number[]) {
      filled.push({ at, style: this.fillStyle, alpha: this.globalAlpha });
    },
  };
  drawFocusMap(context as unknown as CanvasRenderingContext2D, { columns, rows, cells });
  return { filled, lines };
}

describe('the drawn focus map', () => {
  it('has each cell in its place, and nothing on glass', () => {
    const { filled } = drawing(3, 2, '.9.0..');
    expect(filled.map(({ at }) => at)).toEqual([[16, 0, 16, 16], [0, 16, 16, 16]]);
  });

  it('tells blurred from sharp by more than colour', () => {
    const [sharp, blurred] = [drawing(1, 1, '9'), drawing(1, 1, '0')];
    expect([sharp.lines, blurred.lines]).toEqual([0, 1]);
    expect(sharp.filled[0]?.style).not.toBe(blurred.filled[0]?.style);
  });

  it('covers the worst the most', () => {
    const [worst, better] = drawing(2, 1, '03').filled;
    expect(worst!.alpha).toBeGreaterThan(better!.alpha);
  });

  it('stays of a size that any browser draws', () => {
    expect([cellPx({ columns: 512, rows: 512, cells: '' }), cellPx({ columns: 2, rows: 2, cells: '' })]).toEqual([2, 16]);
  });
});
