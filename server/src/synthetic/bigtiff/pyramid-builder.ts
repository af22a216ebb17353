import type { Samples } from '../samples.js';
import type { PyramidLevelSpec } from './pyramid-directories.js';
import { halve, isSame } from './reduce.js';
import type { TileCode } from './tile-code.js';
import type { Stored, TileSink } from './tile-sink.js';
import { TILE_PX } from './tile-size.js';

/** Pictures of one size that lie on each other: focal planes and channels. */
export interface PyramidSource {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mpp: number;
  /** Samples a pixel. */
  readonly bands: 1 | 3;
  /** An empty tile of level 0, one a layer. */
  readonly blank: readonly Samples[];
  /** The layers of a square of level 0, or `undefined` where it is blank. */
  readonly paint: (x0: number, y0: number, sidePx: number) => readonly Samples[] | undefined;
}

/**
 * Builds a pyramid from the ground up along quarters of quarters: a tile of a level is made once its four below are,
 * and those are then forgotten. So memory holds a few tiles a level however large the slide is (rows of tiles would
 * grow with its width), and neighbours of all levels and layers lie close together in the file.
 *
 * Empty tiles of a level and layer are one tile, which is stored once.
 */
export class PyramidBuilder {
  /** One pyramid a layer, largest level first. */
  readonly layers: readonly PyramidLevelSpec[][];
  private readonly grid: readonly PyramidLevelSpec[];
  private readonly blanks: (readonly Samples[])[];
  private painted = 0;

  constructor(
    private readonly source: PyramidSource,
    private readonly code: TileCode,
    private readonly sink: TileSink,
    private readonly onTile: (share: number) => void,
  ) {
    this.layers = source.blank.map(() => emptyLevels(source));
    this.grid = this.layers[0]!;
    this.blanks = [source.blank];
  }

  async build(): Promise<void> {
    for (let level = 1; level < this.grid.length; level++) this.blanks.push(this.blanks[level - 1]!.map((below) => this.quartered(below)));
    for (const [layer, levels] of this.layers.entries()) await this.storeBlanks(layer, levels);
    await this.tile(this.grid.length - 1, 0, 0);
  }

  /** Glass stays as it is when it is reduced, and is stored once for all levels; noise fades. */
  private async storeBlanks(layer: number, levels: readonly PyramidLevelSpec[]): Promise<void> {
    let stored: Stored | undefined;
    for (const [level, { offsets, byteCounts }] of levels.entries()) {
      const blank = this.blanks[level]![layer]!;
      if (!stored || !isSame(blank, this.blanks[level - 1]![layer]!)) stored = await this.sink.append(await this.code.encode(blank));
      offsets.fill(stored.offset);
      byteCounts.fill(stored.byteCount);
    }
  }

  private quartered(below: Samples): Samples {
    const blank = below.slice();
    for (const [dx, dy] of QUARTERS) halve(below, blank, this.source.bands, dx, dy);
    return blank;
  }

  private async tile(level: number, column: number, row: number): Promise<readonly Samples[] | undefined> {
    const { widthPx, heightPx } = this.grid[level]!;
    if (column * TILE_PX >= widthPx || row * TILE_PX >= heightPx) return undefined;
    const tiles = level === 0 ? this.ground(column, row) : await this.reduced(level, column, row);
    const index = row * Math.ceil(widthPx / TILE_PX) + column;
    for (const [layer, samples] of (tiles ?? []).entries()) {
      const { offsets, byteCounts } = this.layers[layer]![level]!;
      await this.sink.add(this.code.encode(samples), ({ offset, byteCount }) => {
        offsets[index] = offset;
        byteCounts[index] = byteCount;
      });
    }
    return tiles;
  }

  private ground(column: number, row: number): readonly Samples[] | undefined {
    this.painted++;
    this.onTile(this.painted / this.grid[0]!.offsets.length);
    return this.source.paint(column * TILE_PX, row * TILE_PX, TILE_PX);
  }

  private async reduced(level: number, column: number, row: number): Promise<readonly Samples[] | undefined> {
    let tiles: readonly Samples[] | undefined;
    for (const [dx, dy] of QUARTERS) {
      const quarters = await this.tile(level - 1, column * 2 + dx, row * 2 + dy);
      if (!quarters) continue;
      tiles ??= this.blanks[level]!.map((blank) => blank.slice());
      for (const [layer, samples] of tiles.entries()) halve(quarters[layer]!, samples, this.source.bands, dx, dy);
    }
    return tiles;
  }
}

const QUARTERS = [[0, 0], [1, 0], [0, 1], [1, 1]] as const;

function emptyLevels({ widthPx, heightPx, mpp }: PyramidSource): PyramidLevelSpec[] {
  const levels: PyramidLevelSpec[] = [];
  for (;;) {
    const tiles = Math.ceil(widthPx / TILE_PX) * Math.ceil(heightPx / TILE_PX);
    levels.push({ widthPx, heightPx, tilePx: TILE_PX, mpp, offsets: new Float64Array(tiles), byteCounts: new Uint32Array(tiles) });
    if (tiles === 1) return levels;
    [widthPx, heightPx, mpp] = [Math.ceil(widthPx / 2), Math.ceil(heightPx / 2), mpp * 2];
  }
}
