import type { TileAddress } from '../readers/index.js';

/** More digits than any level, column or row has, and few enough that the number stays exact. */
const MOST_DIGITS = 9;
const ZERO = 48;
const NINE = 57;
const SLIDE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A whole number in plain digits, no sign, no leading zero, or -1. By hand: a schema costs more than the rest of the address. */
export function indexOf(text: string): number {
  const { length } = text;
  if (length === 0 || length > MOST_DIGITS || (length > 1 && text.charCodeAt(0) === ZERO)) return -1;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return -1;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

/** One spelling a tile, so that one tile has one URL in every cache. */
export function parseTileAddress(level: string, column: string, row: string): TileAddress | undefined {
  const address = { level: indexOf(level), column: indexOf(column), row: indexOf(row) };
  return address.level < 0 || address.column < 0 || address.row < 0 ? undefined : address;
}

/** As above. The first plane of the first channel has the shorter address, and so none of these. */
export function parsePlaneAddress(z: string, channel: string, place: TileAddress | undefined): TileAddress | undefined {
  const plane = { z: indexOf(z), channel: indexOf(channel) };
  return !place || plane.z < 0 || plane.channel < 0 || (plane.z === 0 && plane.channel === 0) ? undefined : { ...place, ...plane };
}

/** What cannot be an id is not looked up at all. */
export const isSlideId = (text: string): boolean => SLIDE_ID.test(text);
