/** Fluorescent dyes of the generator: what they are called, shine in, and stick to. */
export const DYES = {
  /** In DNA: every nucleus. */
  DAPI: { colour: '#0000ff', excitationNm: 358, emissionNm: 461 },
  /** On fibres, basement membranes and the borders of cells. */
  FITC: { colour: '#00ff00', excitationNm: 495, emissionNm: 519 },
  /** In the few cells that an antibody has marked. */
  TRITC: { colour: '#ff0000', excitationNm: 557, emissionNm: 576 },
} as const;

export type Dye = keyof typeof DYES;

export const isDye = (name: string): name is Dye => Object.hasOwn(DYES, name);
