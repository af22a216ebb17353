/** An annotation's colour and the casing drawn around it, so that it is seen on eosin, on hematoxylin and on bare glass. */
export interface MarkColour {
  readonly stroke: string;
  readonly casing: string;
}

const DARK = '#15171a';
const LIGHT = '#ffffff';

/** The annotation colours of tokens.css (`--mark-0` …), for canvas. An annotation's `colour` is an index into them. */
export const MARK_COLOURS: readonly MarkColour[] = [
  { stroke: '#1cd99b', casing: DARK },
  { stroke: '#0b55c4', casing: LIGHT },
  { stroke: '#ffd60a', casing: DARK },
  { stroke: '#ffa03a', casing: DARK },
  { stroke: '#14c8e6', casing: DARK },
  { stroke: '#a4e02f', casing: DARK },
  { stroke: '#ffffff', casing: DARK },
  { stroke: '#15171a', casing: LIGHT },
];

/** The stroke is a CSS colour, and so is the casing to be drawn under it. */
export const markColour = (index: number): MarkColour => MARK_COLOURS[index % MARK_COLOURS.length] ?? { stroke: LIGHT, casing: DARK };
