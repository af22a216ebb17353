import { Canvas } from './canvas.js';
import { CoarseField } from './coarse-field.js';
import { Follicles } from './follicles.js';
import { Glands } from './glands.js';
import { hashCell } from './random.js';
import { GLASS, type Stain, StainTable } from './stain.js';
import { Stroma } from './stroma.js';
import { StromalCells } from './stromal-cells.js';
import { TissuePlan } from './tissue-plan.js';
import { smoothstep, ValueNoise } from './value-noise.js';
import { Vessels } from './vessels.js';

const { min } = Math;

const EDGE_STEP_PX = 8;
/** The outline may come this much nearer between two points that are looked at. */
const BLANK_MARGIN_PX = 60;

/** Paints any square of a stained section; the same square always looks the same, whatever was painted before. */
export class SectionPainter {
  private readonly plan: TissuePlan;
  private readonly stroma: Stroma;
  private readonly glands: Glands;
  private readonly vessels: Vessels;
  private readonly cells: StromalCells;
  private readonly table: StainTable;
  private readonly grain: ValueNoise;

  constructor(seed: number, widthPx: number, heightPx: number, stain: Stain) {
    this.plan = new TissuePlan(seed, widthPx, heightPx, stain === 'IHC' ? 1 : 0);
    this.stroma = new Stroma(this.plan);
    const follicles = new Follicles(this.plan);
    this.glands = new Glands(this.plan, follicles);
    this.vessels = new Vessels(this.plan, this.glands, follicles);
    this.cells = new StromalCells(this.plan, this.glands, this.vessels, follicles);
    this.table = new StainTable(stain);
    this.grain = new ValueNoise(hashCell(seed, 5, 5));
  }

  /** RGB of a square, or `undefined` where it is nothing but glass. */
  paint(x0: number, y0: number, sidePx: number): Uint8Array | undefined {
    const depth = new CoarseField(x0, y0, sidePx, EDGE_STEP_PX, (x, y) => this.plan.depth(x, y));
    if (depth.most < -BLANK_MARGIN_PX) return undefined;
    const canvas = new Canvas(x0, y0, sidePx);
    this.stroma.paint(canvas);
    this.vessels.paint(canvas);
    this.glands.paint(canvas);
    this.cells.paint(canvas);
    return this.develop(canvas, depth);
  }

  /** A square of nothing but glass. */
  glass(sidePx: number): Uint8Array {
    const rgb = new Uint8Array(sidePx * sidePx * 3);
    for (let k = 0; k < rgb.length; k++) rgb[k] = GLASS[k % 3]!;
    return rgb;
  }

  /** From dye to light, with the tissue's edge, its tears and the camera's grain. */
  private develop(canvas: Canvas, depth: CoarseField): Uint8Array {
    const { x0, y0, sidePx } = canvas;
    const tear = new CoarseField(x0, y0, sidePx, EDGE_STEP_PX, (x, y) => this.plan.tear(x, y));
    const thickness = new CoarseField(x0, y0, sidePx, EDGE_STEP_PX * 4, (x, y) => 0.86 + 0.3 * this.plan.noise.at(x / 2600 + 5, y / 2600));
    const rgb = new Uint8Array(sidePx * sidePx * 3);
    for (let y = y0, k = 0; y < y0 + sidePx; y++) {
      for (let x = x0; x < x0 + sidePx; x++, k++) {
        const inside = min(depth.at(x, y), tear.at(x, y)) + (this.grain.at(x / 6, y / 6) - 0.5) * 14;
        const cover = smoothstep(-2, 4, inside);
        if (cover === 0) {
          rgb[k * 3] = GLASS[0];
          rgb[k * 3 + 1] = GLASS[1];
          rgb[k * 3 + 2] = GLASS[2];
          continue;
        }
        // Tissue dries and takes up more dye at its rim.
        const dye = cover * thickness.at(x, y) * (1 + 0.3 * (1 - smoothstep(0, 90, inside)));
        const light = (this.grain.at(x * 0.9, y * 0.9) - 0.5) * 7 * cover;
        this.table.write(rgb, k * 3, canvas.nuclear[k]! * dye, canvas.ground[k]! * dye, canvas.brown[k]! * dye, light);
      }
    }
    return rgb;
  }
}
