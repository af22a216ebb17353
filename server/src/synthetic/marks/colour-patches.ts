const { floor } = Math;

/** The colours of a test chart for cameras (skin, sky, foliage …, primaries, six greys), as sRGB. */
const COLOURS = [
  [115, 82, 68], [194, 150, 130], [98, 122, 157], [87, 108, 67], [133, 128, 177], [103, 189, 170],
  [214, 126, 44], [80, 91, 166], [193, 90, 99], [94, 60, 108], [157, 188, 64], [224, 163, 46],
  [56, 61, 150], [70, 148, 73], [175, 54, 60], [231, 199, 31], [187, 86, 149], [8, 133, 161],
  [243, 243, 242], [200, 200, 200], [160, 160, 160], [122, 122, 121], [85, 85, 85], [52, 52, 52],
] as const satisfies readonly (readonly [number, number, number])[];

/**
 * Patches of known colour on the glass of bright-field slides, in the corner of the ruler, in level-0 pixels. Patch n stands
 * in column n % columns and row floor(n / columns). Their edges lie on whole blocks of JPEG, so that each is even but for a pixel along its edge.
 * With a colour profile the samples are other ones: `COLOURS` are what the profile makes of them.
 */
export const COLOUR_PATCHES = { colours: COLOURS, columns: 12, left: 128, top: 128, sidePx: 48, pitchPx: 64 } as const;

/** The colour at a level-0 pixel, or `undefined` beside the patches. */
export function patchAt(x: number, y: number): readonly [number, number, number] | undefined {
  const { columns, left, top, sidePx, pitchPx, colours } = COLOUR_PATCHES;
  const [column, row] = [floor((x - left) / pitchPx), floor((y - top) / pitchPx)];
  const isInside = x - left - column * pitchPx < sidePx && y - top - row * pitchPx < sidePx;
  return isInside && column >= 0 && column < columns && row >= 0 ? colours[row * columns + column] : undefined;
}
