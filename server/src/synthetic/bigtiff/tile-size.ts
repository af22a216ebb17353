/** Side of every tile. */
export const TILE_PX = 256;
