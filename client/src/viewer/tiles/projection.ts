import type { SlidePoint } from '@parfocal/shared/geometry';
import Projection from 'ol/proj/Projection.js';

/**
 * Level-0 pixels for OpenLayers, whose y points up: a slide hangs below the x axis. The only place besides the tile
 * grid that knows of this turn.
 */
export const SLIDE_PROJECTION = new Projection({ code: 'parfocal:level-0', units: 'pixels' });

export const toCoordinate = ({ x, y }: SlidePoint): [number, number] => [x, -y];

/** OpenLayers' `[minX, minY, maxX, maxY]` of a slide of this size. */
export const slideExtent = (widthPx: number, heightPx: number): [number, number, number, number] => [0, -heightPx, widthPx, 0];
