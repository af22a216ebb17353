/** The slide's own colours to sRGB, at equal steps of each part. */
export interface ColourTable {
  /** Points a side. */
  readonly points: number;
  /** Red, green, blue of each point, red fastest, blue slowest. */
  readonly colours: Uint8Array;
}

/** The table out of its decoded picture (`colourTableUrl`); nothing where the picture has another size. */
export function colourTableOf({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>, points: number): ColourTable | undefined {
  if (width !== points * points || height !== points) return undefined;
  const colours = new Uint8Array(points ** 3 * 3);
  for (let blue = 0, to = 0; blue < points; blue++) {
    for (let green = 0; green < points; green++) {
      for (let red = 0; red < points; red++, to += 3) {
        const from = 4 * (green * width + blue * points + red);
        colours.set(data.subarray(from, from + 3), to);
      }
    }
  }
  return { points, colours };
}

/**
 * Brings pixels (red, green, blue, alpha) to sRGB in place. Between the points of the table it goes along the
 * tetrahedron that holds the colour (Sakamoto, US patent 4,275,413, long expired): it keeps greys grey, which mixing
 * all eight corners does not.
 */
export function throughTable(pixels: Uint8ClampedArray, { points, colours }: ColourTable): void {
  const cells = points - 1;
  // Steps in the table from one point to the next along each part.
  const [red, green, blue] = [3, 3 * points, 3 * points * points];
  const far = red + green + blue;
  for (let i = 0; i < pixels.length; i += 4) {
    const [r, g, b] = [(pixels[i]! * cells) / 255, (pixels[i + 1]! * cells) / 255, (pixels[i + 2]! * cells) / 255];
    // The last point has no cell of its own: it is the far end of the one before.
    const [cr, cg, cb] = [Math.min(cells - 1, Math.floor(r)), Math.min(cells - 1, Math.floor(g)), Math.min(cells - 1, Math.floor(b))];
    const [x, y, z] = [r - cr, g - cg, b - cb];
    const near = cr * red + cg * green + cb * blue;
    // From the nearest corner to the farthest, one axis after another, that of the largest share first.
    let first: number, second: number, most: number, middle: number, least: number;
    if (x >= y && x >= z) {
      first = red;
      most = x;
      if (y >= z) [second, middle, least] = [red + green, y, z];
      else [second, middle, least] = [red + blue, z, y];
    } else if (y >= x && y >= z) {
      first = green;
      most = y;
      if (x >= z) [second, middle, least] = [red + green, x, z];
      else [second, middle, least] = [green + blue, z, x];
    } else {
      first = blue;
      most = z;
      if (x >= y) [second, middle, least] = [red + blue, x, y];
      else [second, middle, least] = [green + blue, y, x];
    }
    for (let part = 0; part < 3; part++) {
      const at = near + part;
      pixels[i + part] = (1 - most) * colours[at]! + (most - middle) * colours[at + first]! + (middle - least) * colours[at + second]! + least * colours[at + far]!;
    }
  }
}
