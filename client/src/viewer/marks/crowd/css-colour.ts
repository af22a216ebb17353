/** Red, green, blue and opacity, each from 0 to 255. */
export type ColourBytes = readonly [red: number, green: number, blue: number, opacity: number];

const WHITE: ColourBytes = [255, 255, 255, 255];

const known = new Map<string, ColourBytes>();

/** The bytes of `#rrggbb`, `#rrggbbaa`, `rgb()` and `rgba()`; white for what is written otherwise. */
export function colourBytes(css: string): ColourBytes {
  let bytes = known.get(css);
  if (!bytes) known.set(css, (bytes = parsed(css)));
  return bytes;
}

function parsed(css: string): ColourBytes {
  if (/^#([\da-f]{6}|[\da-f]{8})$/i.test(css)) {
    const [red = 0, green = 0, blue = 0, opacity = 255] = (css.slice(1).match(/../g) ?? []).map((pair) => parseInt(pair, 16));
    return [red, green, blue, opacity];
  }
  const [, inside = ''] = /^rgba?\(([^)]*)\)$/.exec(css) ?? [];
  const [red, green, blue, opacity = 1] = inside.split(/[\s,/]+/).filter(Boolean).map(Number);
  return red === undefined || green === undefined || blue === undefined ? WHITE : [red, green, blue, Math.round(255 * opacity)];
}
