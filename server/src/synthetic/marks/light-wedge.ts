const { floor } = Math;

/**
 * Squares of known light on the glass of fluorescence slides, below the ruler of the top edge, in level-0 pixels. Row n is lit in
 * channel n alone; step s of a row has (s + 1) / steps of full light in every focal plane, and neither blur nor noise.
 * `sampleOf` gives the samples. Their edges lie on multiples of 16, so that they are even on reduced levels too, down to a sixteenth.
 */
export const LIGHT_WEDGE = { steps: 8, left: 320, top: 256, sidePx: 48, pitchPx: 64 } as const;

/** Light of a channel at a level-0 pixel, or `undefined` beside the wedge. */
export function wedgeLightAt(x: number, y: number, channel: number, channels: number): number | undefined {
  const { steps, left, top, sidePx, pitchPx } = LIGHT_WEDGE;
  const [step, row] = [floor((x - left) / pitchPx), floor((y - top) / pitchPx)];
  const isInside = x - left - step * pitchPx < sidePx && y - top - row * pitchPx < sidePx;
  if (!isInside || step < 0 || step >= steps || row < 0 || row >= channels) return undefined;
  return row === channel ? (step + 1) / steps : 0;
}
