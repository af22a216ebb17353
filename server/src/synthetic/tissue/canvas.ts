const { floor, min, max } = Math;

/** Amounts of dye in a square of the slide; painters work on it in slide pixels. */
export class Canvas {
  /** Haematoxylin: nuclei. */
  readonly nuclear: Float32Array;
  /** Eosin: everything else. */
  readonly ground: Float32Array;
  /** Diaminobenzidine: the antibody's brown, in IHC only. */
  readonly brown: Float32Array;
  /** Share of a pixel that is tissue and not glass. */
  readonly tissue: Float32Array;

  constructor(
    readonly x0: number,
    readonly y0: number,
    readonly sidePx: number,
  ) {
    this.nuclear = new Float32Array(sidePx * sidePx);
    this.ground = new Float32Array(sidePx * sidePx);
    this.brown = new Float32Array(sidePx * sidePx);
    this.tissue = new Float32Array(sidePx * sidePx);
  }

  /** The part of a box that lies on the canvas, or `undefined`. */
  clip(x: number, y: number, reachPx: number): { fromX: number; toX: number; fromY: number; toY: number } | undefined {
    const fromX = max(this.x0, floor(x - reachPx));
    const toX = min(this.x0 + this.sidePx, Math.ceil(x + reachPx));
    const fromY = max(this.y0, floor(y - reachPx));
    const toY = min(this.y0 + this.sidePx, Math.ceil(y + reachPx));
    return fromX < toX && fromY < toY ? { fromX, toX, fromY, toY } : undefined;
  }

  index(x: number, y: number): number {
    return (y - this.y0) * this.sidePx + (x - this.x0);
  }

  /** Covers what is there by `share`. */
  cover(k: number, share: number, nuclear: number, ground: number, brown = 0): void {
    this.nuclear[k]! += (nuclear - this.nuclear[k]!) * share;
    this.ground[k]! += (ground - this.ground[k]!) * share;
    this.brown[k]! += (brown - this.brown[k]!) * share;
  }
}
