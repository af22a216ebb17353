const { floor } = Math;

/**
 * Squares of known light on the glass of fluorescence slides, in the corner of the ruler, in level-0 pixels. Row n is lit in
 * channel n alone; step s of a row has the share (s + 1) / steps of `full` in every focal plane, and neither blur nor noise.
 * `sampleOf` gives the samples.
 * Tissue is brighter, and decides in which window a channel is first shown. Their edges lie on multiples of 16, so that they are even on reduced levels too, down to a sixteenth.
 */
export const LIGHT_WEDGE = { steps: 8, full: 0.5, left: 128, top: 128, sidePx: 32, pitchPx: 48 } as const;

/** Light of a channel at a level-0 pixel, or `undefined` beside the wedge. */
export function wedgeLightAt(x: number, y: number, channel: number, channels: number): number | undefined {
  const { steps, full, left, top, sidePx, pitchPx } = LIGHT_WEDGE;
  const [step, row] = [floor((x - left) / pitchPx), floor((y - top) / pitchPx)];
  const isInside = x - left - step * pitchPx < sidePx && y - top - row * pitchPx < sidePx;
  if (!isInside || step < 0 || step >= steps || row < 0 || row >= channels) return undefined;
  return row === channel ? (full * (step + 1)) / steps : 0;
}
