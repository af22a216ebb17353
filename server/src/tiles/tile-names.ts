import type { SlideImage, TileAddress } from '../readers/index.js';

/** Numbers are given out anew with every opening of a file, and never twice. */
let nextNumber = 0;

/** What the tiles of one open slide are called: to browsers an ETag, inside this process a number. */
export class TileNames {
  private readonly first = nextNumber;
  private readonly firstOfLevel: readonly number[];
  private readonly tilesOfPlane: number;
  private readonly prefix: string;

  constructor(
    private readonly image: SlideImage,
    digest: string,
  ) {
    // A slide's file never changes, so its digest and the place name the bytes for good.
    this.prefix = `"${digest.slice(0, 16)}-`;
    let tiles = 0;
    this.firstOfLevel = image.levels.map(({ columns, rows }) => {
      const first = this.first + tiles;
      tiles += columns * rows;
      return first;
    });
    this.tilesOfPlane = tiles;
    nextNumber += tiles * image.zPlanes * image.channels;
  }

  /** The number of a tile, or -1 where there is no such place, plane or channel. */
  numberOf({ level, column, row, z = 0, channel = 0 }: TileAddress): number {
    const grid = this.image.levels[level];
    if (!grid || column >= grid.columns || row >= grid.rows || z >= this.image.zPlanes || channel >= this.image.channels) return -1;
    return this.firstOfLevel[level]! + (z * this.image.channels + channel) * this.tilesOfPlane + row * grid.columns + column;
  }

  /** Whether a number is one of this slide's. */
  has(number: number): boolean {
    return number >= this.first && number < this.first + this.tilesOfPlane * this.image.zPlanes * this.image.channels;
  }

  /** A strong ETag. */
  etagOf({ level, column, row, z = 0, channel = 0 }: TileAddress): string {
    const plane = z === 0 && channel === 0 ? '' : `${z}.${channel}-`;
    return `${this.prefix}${plane}${level}-${column}-${row}"`;
  }

  /** A strong ETag of something else that follows from the file. */
  etagFor(what: string): string {
    return `${this.prefix}${what}"`;
  }
}
