import type { SlideImage, TileAddress } from '../readers/index.js';

/** Numbers are given out anew with every opening of a file, and never twice. */
let nextNumber = 0;

/** What the tiles of one open slide are called: to browsers an ETag, inside this process a number. */
export class TileNames {
  private readonly firstOfLevel: readonly number[];
  private readonly prefix: string;

  constructor(
    private readonly image: SlideImage,
    digest: string,
  ) {
    // A slide's file never changes, so its digest and the place name the bytes for good.
    this.prefix = `"${digest.slice(0, 16)}-`;
    this.firstOfLevel = image.levels.map(({ columns, rows }) => {
      const first = nextNumber;
      nextNumber += columns * rows;
      return first;
    });
  }

  /** The number of a tile, or -1 where there is no such place on the grid. */
  numberOf({ level, column, row }: TileAddress): number {
    const grid = this.image.levels[level];
    return grid && column < grid.columns && row < grid.rows ? this.firstOfLevel[level]! + row * grid.columns + column : -1;
  }

  /** A strong ETag. */
  etagOf({ level, column, row }: TileAddress): string {
    return `${this.prefix}${level}-${column}-${row}"`;
  }
}
