/** Premultiplied ARGB words, as cairo and OpenSlide have them, laid on a background: RGB, three bytes a pixel. */
export function flatten(argb: Uint32Array, [red, green, blue]: readonly [number, number, number]): Uint8Array {
  const rgb = new Uint8Array(argb.length * 3);
  for (let i = 0, at = 0; i < argb.length; i++, at += 3) {
    const word = argb[i]!;
    const rest = 255 - (word >>> 24);
    rgb[at] = ((word >>> 16) & 255) + (rest === 0 ? 0 : Math.round((red * rest) / 255));
    rgb[at + 1] = ((word >>> 8) & 255) + (rest === 0 ? 0 : Math.round((green * rest) / 255));
    rgb[at + 2] = (word & 255) + (rest === 0 ? 0 : Math.round((blue * rest) / 255));
  }
  return rgb;
}

const WHITE = [255, 255, 255] as const;

/** `RRGGBB` as OpenSlide writes it; white for anything else. */
export function colourOf(text: string | undefined): readonly [number, number, number] {
  if (!text || !/^[0-9A-Fa-f]{6}$/.test(text)) return WHITE;
  const value = Number.parseInt(text, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
