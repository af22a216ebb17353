import type { SlideLevel } from '@parfocal/shared/api';
import TileGrid from 'ol/tilegrid/TileGrid.js';
import type { TileAddress } from './tile-plan';

/**
 * The file's own grid for OpenLayers: each level with its own tile size, and a resolution of its downsample, whatever
 * that is. Tiles at the edges count as full ones, since the file pads them; the layer's extent cuts the padding off.
 */
export const tileGridOf = (levels: readonly SlideLevel[]): TileGrid => {
  const coarsestFirst = [...levels].reverse();
  return new TileGrid({
    origin: [0, 0],
    resolutions: coarsestFirst.map((level) => level.downsample),
    tileSizes: coarsestFirst.map((level) => [level.tileWidthPx, level.tileHeightPx]),
    sizes: coarsestFirst.map((level) => [level.columns, level.rows]),
  });
};

/** OpenLayers counts levels from the coarsest. */
export const addressOf = (levels: readonly SlideLevel[], z: number, column: number, row: number): TileAddress => ({ level: levels.length - 1 - z, column, row });
