import { Random } from '../tissue/random.js';
import { MPP } from '../tissue/scale.js';

const { sin, abs, PI } = Math;

/** How focal planes lie, and how the lens blurs what lies apart from them. */
export const FOCUS = {
  /** Microns between two planes. */
  spacingUm: 1.5,
  /** Microns of blur (sigma of a Gaussian) for each micron out of focus: half the light cone of 0.75 NA in tissue. */
  sigmaPerUm: 0.29,
} as const;

/**
 * The stack of focal planes, and where in it the section lies: it is not flat, so that no plane is sharp everywhere. Heights
 * are in microns from the middle of the stack, upwards.
 */
export class Focus {
  private readonly phase: number;

  constructor(
    seed: number,
    private readonly widthPx: number,
    private readonly heightPx: number,
    readonly planes: number,
  ) {
    this.phase = Random.ofCell(seed, 11, 11).next();
  }

  /** Of the section at a level-0 pixel: a slow wave from the lowest plane to the highest. */
  heightUm(x: number, y: number): number {
    return this.planeUm(this.planes - 1) * sin(2 * PI * ((0.55 * x) / this.widthPx + (0.35 * y) / this.heightPx + this.phase));
  }

  planeUm(plane: number): number {
    return (plane - (this.planes - 1) / 2) * FOCUS.spacingUm;
  }

  /** Sigma of the blur that a plane shows at a level-0 pixel, in level-0 pixels. */
  sigmaPx(plane: number, x: number, y: number): number {
    return sigmaPx(this.planeUm(plane) - this.heightUm(x, y));
  }

  /** The most that any plane shows anywhere. */
  get mostSigmaPx(): number {
    return sigmaPx((this.planes - 1) * FOCUS.spacingUm);
  }
}

export const sigmaPx = (outOfFocusUm: number): number => (abs(outOfFocusUm) * FOCUS.sigmaPerUm) / MPP;
