export type Stain = 'HE' | 'IHC';

/** Glass as a scanner sees it: nearly white, with a breath of blue. */
export const GLASS = [244, 243, 246] as const;

/** Optical density (natural logarithm) in red, green and blue of one unit of dye, taken from scanned sections. */
const HAEMATOXYLIN = [1.2, 1.62, 0.74] as const;
const EOSIN = [0.1, 0.82, 0.4] as const;
/** The counterstain of an IHC section is lighter and bluer. */
const COUNTERSTAIN = [0.95, 0.66, 0.31] as const;
const DAB = [0.62, 1.12, 1.5] as const;
/** What eosin's place takes in IHC: hardly any, for the stroma stays clear. */
const IHC_GROUND = [0.075, 0.085, 0.06] as const;

const STEPS = 256;
/** Amounts of dye from 0 to this are told apart. */
const MOST_DYE = 1.6;
const SCALE = (STEPS - 1) / MOST_DYE;

/** Turns amounts of dye into colours, by Beer and Lambert: densities add, so light multiplies. */
export class StainTable {
  private readonly pairs = new Float32Array(STEPS * STEPS * 3);
  private readonly dab = new Float32Array(STEPS * 3);

  constructor(stain: Stain) {
    const [nuclear, ground] = stain === 'HE' ? [HAEMATOXYLIN, EOSIN] : [COUNTERSTAIN, IHC_GROUND];
    for (let channel = 0; channel < 3; channel++) {
      for (let h = 0; h < STEPS; h++) {
        this.dab[h * 3 + channel] = Math.exp((-h / SCALE) * DAB[channel]!);
        for (let e = 0; e < STEPS; e++) {
          this.pairs[(h * STEPS + e) * 3 + channel] = GLASS[channel]! * Math.exp(-(h * nuclear[channel]! + e * ground[channel]!) / SCALE);
        }
      }
    }
  }

  /** Writes the light, 0 to 255, that comes through a pixel with these amounts: one picture each for red, green and blue. */
  transmit(light: readonly Float32Array[], at: number, nuclear: number, ground: number, brown: number): void {
    const k = (step(nuclear) * STEPS + step(ground)) * 3;
    const d = step(brown) * 3;
    for (let channel = 0; channel < 3; channel++) light[channel]![at] = this.pairs[k + channel]! * this.dab[d + channel]!;
  }
}

const step = (dye: number): number => (dye <= 0 ? 0 : dye >= MOST_DYE ? STEPS - 1 : (dye * SCALE + 0.5) | 0);
