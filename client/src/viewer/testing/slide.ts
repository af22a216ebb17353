import type { SlideDetail, SlideLevel } from '@parfocal/shared/api';

/** Levels of a slide, each given as downsample, tile width and tile height. */
export const levelsOf = (widthPx: number, heightPx: number, levels: readonly (readonly [number, number, number])[]): SlideLevel[] =>
  levels.map(([downsample, tileWidthPx, tileHeightPx]) => {
    const [width, height] = [Math.floor(widthPx / downsample), Math.floor(heightPx / downsample)];
    return { widthPx: width, heightPx: height, tileWidthPx, tileHeightPx, columns: Math.ceil(width / tileWidthPx), rows: Math.ceil(height / tileHeightPx), downsample };
  });

export const slideOf = (widthPx = 4000, heightPx = 3000): SlideDetail => ({
  id: '0f9b6c1e-6f0e-4f6b-9a53-1c2d3e4f5a6b', name: 'A1', widthPx, heightPx, mppX: 0.5, mppY: 0.5, objectivePower: 20, state: 'ready', verdict: null, digest: null, origin: {}, associated: [], quality: null, isDeidentified: false,
  image: { format: 'generic-tiff', widthPx, heightPx, zPlanes: 1, channels: 1, levels: levelsOf(widthPx, heightPx, [[1, 256, 256], [4, 256, 256]]) },
});
