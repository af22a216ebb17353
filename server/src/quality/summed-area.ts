/** Sums over boxes of a picture, each in four look-ups (F. Crow, “Summed-area tables for texture mapping”, SIGGRAPH 1984). */
export class SummedArea {
  private readonly sums: Uint32Array;

  /** Counts the pixels of `values` for which `counts` holds. */
  constructor(
    private readonly widthPx: number,
    private readonly heightPx: number,
    values: Uint8Array,
    counts: (value: number) => boolean,
  ) {
    const line = widthPx + 1;
    this.sums = new Uint32Array(line * (heightPx + 1));
    for (let y = 0; y < heightPx; y++) {
      let inLine = 0;
      for (let x = 0; x < widthPx; x++) {
        if (counts(values[y * widthPx + x]!)) inLine++;
        this.sums[(y + 1) * line + x + 1] = this.sums[y * line + x + 1]! + inLine;
      }
    }
  }

  /**
   * Of the box from (left, top) to (right, bottom), in shares of the picture's sides, whatever pixels it touches.
   * `area` is how many pixels those are, at least 1.
   */
  in(left: number, top: number, right: number, bottom: number): { count: number; area: number } {
    const [x0, x1] = span(left, right, this.widthPx);
    const [y0, y1] = span(top, bottom, this.heightPx);
    const line = this.widthPx + 1;
    const at = (x: number, y: number): number => this.sums[y * line + x]!;
    return { count: at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0), area: (x1 - x0) * (y1 - y0) };
  }
}

function span(from: number, to: number, sizePx: number): [from: number, to: number] {
  const first = Math.min(sizePx - 1, Math.max(0, Math.floor(from * sizePx)));
  return [first, Math.min(sizePx, Math.max(first + 1, Math.ceil(to * sizePx)))];
}
