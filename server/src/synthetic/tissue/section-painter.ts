import { Canvas } from './canvas.js';
import { CoarseField } from './coarse-field.js';
import { Follicles } from './follicles.js';
import { Glands } from './glands.js';
import { hashCell } from './random.js';
import { Stroma } from './stroma.js';
import { StromalCells } from './stromal-cells.js';
import { TissuePlan } from './tissue-plan.js';
import { smoothstep, ValueNoise } from './value-noise.js';
import { Vessels } from './vessels.js';

const { min } = Math;

const EDGE_STEP_PX = 8;
/** The outline may come this much nearer between two points that are looked at. */
const BLANK_MARGIN_PX = 60;

/** Stains any square of a section; the same square always holds the same, whatever was painted before. */
export class SectionPainter {
  private readonly plan: TissuePlan;
  private readonly stroma: Stroma;
  private readonly glands: Glands;
  private readonly vessels: Vessels;
  private readonly cells: StromalCells;
  private readonly grain: ValueNoise;

  /** @param isMarked whether an antibody has marked some nuclei */
  constructor(seed: number, widthPx: number, heightPx: number, isMarked: boolean) {
    this.plan = new TissuePlan(seed, widthPx, heightPx, isMarked ? 1 : 0);
    this.stroma = new Stroma(this.plan);
    const follicles = new Follicles(this.plan);
    this.glands = new Glands(this.plan, follicles);
    this.vessels = new Vessels(this.plan, this.glands, follicles);
    this.cells = new StromalCells(this.plan, this.glands, this.vessels, follicles);
    this.grain = new ValueNoise(hashCell(seed, 5, 5));
  }

  /** Amounts of dye in a square, or `undefined` where it is nothing but glass. */
  paint(x0: number, y0: number, sidePx: number): Canvas | undefined {
    const depth = new CoarseField(x0, y0, sidePx, EDGE_STEP_PX, (x, y) => this.plan.depth(x, y));
    if (depth.most < -BLANK_MARGIN_PX) return undefined;
    const canvas = new Canvas(x0, y0, sidePx);
    this.stroma.paint(canvas);
    this.vessels.paint(canvas);
    this.glands.paint(canvas);
    this.cells.paint(canvas);
    this.cut(canvas, depth);
    return canvas;
  }

  /** Gives the section its edge, its tears and its thickness, by which the amounts vary. */
  private cut(canvas: Canvas, depth: CoarseField): void {
    const { x0, y0, sidePx, nuclear, ground, brown, tissue } = canvas;
    const tear = new CoarseField(x0, y0, sidePx, EDGE_STEP_PX, (x, y) => this.plan.tear(x, y));
    const thickness = new CoarseField(x0, y0, sidePx, EDGE_STEP_PX * 4, (x, y) => 0.86 + 0.3 * this.plan.noise.at(x / 2600 + 5, y / 2600));
    for (let y = y0, k = 0; y < y0 + sidePx; y++) {
      for (let x = x0; x < x0 + sidePx; x++, k++) {
        const inside = min(depth.at(x, y), tear.at(x, y)) + (this.grain.at(x / 6, y / 6) - 0.5) * 14;
        const cover = smoothstep(-2, 4, inside);
        // Tissue dries and takes up more dye at its rim.
        const dye = cover === 0 ? 0 : cover * thickness.at(x, y) * (1 + 0.3 * (1 - smoothstep(0, 90, inside)));
        tissue[k] = cover;
        nuclear[k]! *= dye;
        ground[k]! *= dye;
        brown[k]! *= dye;
      }
    }
  }
}
