import type { SlideImage } from '../readers/index.js';
import { inTurns, type Turns } from './in-turns.js';
import type { Picture, SlidePixels, TileSpot } from './slide-pixels.js';

/** Fine enough for a needle biopsy's fibre, which is some 100 µm wide. */
const OVERVIEW_MPP = 8;
/** Where the file says nothing: the finest in use, 40x, so that the overview is rather too fine. */
const ASSUMED_MPP = 0.25;
/** A small scan is not made smaller than this. */
const LEAST_PX = 256;
/** Longest side of the picture, so that no pass over it holds up the rest of the server: 25 µm a pixel on a slide of 25 mm. */
const MOST_PX = 1024;
/** A slide with one enormous level is sampled instead of read from end to end. */
const MOST_TILES = 4096;
const BANDS = 3;

/** What is known of a pixel of the overview. */
export const Cover = { none: 0, scanned: 1, unreadable: 2 } as const;

/** A small picture of all of the slide. */
export interface Overview {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
  /** A `Cover` a pixel: `none` where the scanner did not look. */
  readonly cover: Uint8Array;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The coarsest level that is no coarser than the overview is to be. */
export function overviewLevel({ levels, mppX = ASSUMED_MPP }: SlideImage): number {
  return Math.max(0, levels.findLastIndex(({ downsample }) => downsample <= Math.max(1, OVERVIEW_MPP / mppX)));
}

/**
 * Draws the overview from the slide's own tiles. Every tile of its level is looked at, unless there are so many that
 * each has to stand for its neighbours too.
 */
export async function drawOverview(pixels: SlidePixels, turns: Turns): Promise<Overview> {
  const level = overviewLevel(pixels.image);
  const drawer = new Drawer(pixels, level);
  await inTurns(drawer.spots(), turns, (spot) => drawer.draw(spot));
  return drawer.overview;
}

class Drawer {
  readonly overview: Overview;
  private readonly scale: number;
  private readonly stride: number;

  constructor(
    private readonly pixels: SlidePixels,
    private readonly level: number,
  ) {
    const { widthPx, heightPx, columns, rows, downsample } = pixels.level(level);
    const longestPx = Math.max(widthPx, heightPx);
    const wanted = ((pixels.image.mppX ?? ASSUMED_MPP) * downsample) / OVERVIEW_MPP;
    this.scale = Math.min(1, MOST_PX / longestPx, Math.max(wanted, LEAST_PX / longestPx));
    this.stride = Math.max(1, Math.ceil(Math.sqrt((columns * rows) / MOST_TILES)));
    const size = { widthPx: Math.max(1, Math.round(widthPx * this.scale)), heightPx: Math.max(1, Math.round(heightPx * this.scale)) };
    this.overview = { ...size, rgb: new Uint8Array(size.widthPx * size.heightPx * BANDS).fill(255), cover: new Uint8Array(size.widthPx * size.heightPx) };
  }

  spots(): TileSpot[] {
    const { columns, rows } = this.pixels.level(this.level);
    const spots: TileSpot[] = [];
    for (let row = 0; row < rows; row += this.stride) {
      for (let column = 0; column < columns; column += this.stride) spots.push({ level: this.level, column, row });
    }
    return spots;
  }

  async draw(spot: TileSpot): Promise<void> {
    const box = this.boxOf(spot);
    if (box.widthPx === 0 || box.heightPx === 0) return;
    const look = await this.pixels.look(spot, box);
    if (look === 'absent') return;
    this.fill(box, look === 'unreadable' ? undefined : look.picture);
  }

  private fill({ left, top, widthPx, heightPx }: Box, picture: Picture | undefined): void {
    for (let line = 0; line < heightPx; line++) {
      const at = (top + line) * this.overview.widthPx + left;
      this.overview.cover.fill(picture ? Cover.scanned : Cover.unreadable, at, at + widthPx);
      if (picture) this.overview.rgb.set(picture.rgb.subarray(line * widthPx * BANDS, (line + 1) * widthPx * BANDS), at * BANDS);
    }
  }

  /** Where the tile, or the tiles that it stands for, lie on the overview. Neighbours share their rounded edges. */
  private boxOf({ column, row }: TileSpot): Box {
    const { tileWidthPx, tileHeightPx, widthPx, heightPx } = this.pixels.level(this.level);
    const along = (index: number, tilePx: number, levelPx: number, mostPx: number): number => Math.min(mostPx, Math.round(Math.min(index * tilePx, levelPx) * this.scale));
    const left = along(column, tileWidthPx, widthPx, this.overview.widthPx);
    const top = along(row, tileHeightPx, heightPx, this.overview.heightPx);
    return {
      left,
      top,
      widthPx: along(column + this.stride, tileWidthPx, widthPx, this.overview.widthPx) - left,
      heightPx: along(row + this.stride, tileHeightPx, heightPx, this.overview.heightPx) - top,
    };
  }
}
