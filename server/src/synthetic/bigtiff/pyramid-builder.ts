import sharp from 'sharp';
import type { PyramidLevelSpec } from './pyramid-directories.js';
import type { Stored, TileSink } from './tile-sink.js';

export interface PyramidSource {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mpp: number;
  /** Colour of an empty tile. */
  readonly blank: readonly [number, number, number];
  /** RGB of a square of level 0, or `undefined` where it is blank. */
  readonly paint: (x0: number, y0: number, sidePx: number) => Uint8Array | undefined;
}

const TILE_PX = 256;
const ROW = TILE_PX * 3;
const QUALITY = 85;

/**
 * Builds a pyramid from the ground up along quarters of quarters: a tile of a level is made once its four below are,
 * and those are then forgotten. So memory holds a few tiles a level however large the slide is (rows of tiles would
 * grow with its width), and neighbours of all levels lie close together in the file.
 *
 * An empty tile, of any level, is the one blank tile, which is stored once.
 */
export class PyramidBuilder {
  readonly levels: PyramidLevelSpec[] = [];
  private readonly columns: number[] = [];
  private painted = 0;

  constructor(
    private readonly source: PyramidSource,
    private readonly sink: TileSink,
    private readonly onTile: (share: number) => void,
  ) {
    let { widthPx, heightPx, mpp } = source;
    for (;;) {
      const [columns, rows] = [Math.ceil(widthPx / TILE_PX), Math.ceil(heightPx / TILE_PX)];
      this.columns.push(columns);
      this.levels.push({ widthPx, heightPx, tilePx: TILE_PX, mpp, offsets: new Float64Array(columns * rows), byteCounts: new Uint32Array(columns * rows) });
      if (columns === 1 && rows === 1) break;
      [widthPx, heightPx, mpp] = [Math.ceil(widthPx / 2), Math.ceil(heightPx / 2), mpp * 2];
    }
  }

  async build(): Promise<void> {
    const blank = await this.sink.append(await encode(this.blankTile()));
    for (const { offsets, byteCounts } of this.levels) {
      offsets.fill(blank.offset);
      byteCounts.fill(blank.byteCount);
    }
    await this.tile(this.levels.length - 1, 0, 0);
  }

  private async tile(level: number, column: number, row: number): Promise<Uint8Array | undefined> {
    const { widthPx, heightPx } = this.levels[level]!;
    if (column * TILE_PX >= widthPx || row * TILE_PX >= heightPx) return undefined;
    const rgb = level === 0 ? this.ground(column, row) : await this.reduced(level, column, row);
    if (rgb) await this.sink.add(encode(rgb), (stored) => this.place(level, row * this.columns[level]! + column, stored));
    return rgb;
  }

  private ground(column: number, row: number): Uint8Array | undefined {
    this.painted++;
    this.onTile(this.painted / this.levels[0]!.offsets.length);
    return this.source.paint(column * TILE_PX, row * TILE_PX, TILE_PX);
  }

  private async reduced(level: number, column: number, row: number): Promise<Uint8Array | undefined> {
    let rgb: Uint8Array | undefined;
    for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
      const quarter = await this.tile(level - 1, column * 2 + dx, row * 2 + dy);
      if (!quarter) continue;
      rgb ??= this.blankTile();
      halve(quarter, rgb, dx, dy);
    }
    return rgb;
  }

  private blankTile(): Uint8Array {
    const rgb = new Uint8Array(TILE_PX * ROW);
    for (let k = 0; k < rgb.length; k++) rgb[k] = this.source.blank[k % 3]!;
    return rgb;
  }

  private place(level: number, index: number, { offset, byteCount }: Stored): void {
    this.levels[level]!.offsets[index] = offset;
    this.levels[level]!.byteCounts[index] = byteCount;
  }
}

/** Averages 2 x 2 pixels of a tile into its quarter of the tile above. */
function halve(from: Uint8Array, to: Uint8Array, dx: number, dy: number): void {
  const half = TILE_PX / 2;
  for (let y = 0; y < half; y++) {
    let source = y * 2 * ROW;
    let target = (dy * half + y) * ROW + dx * half * 3;
    for (let x = 0; x < half; x++, source += 6, target += 3) {
      for (let c = 0; c < 3; c++) {
        to[target + c] = (from[source + c]! + from[source + c + 3]! + from[source + c + ROW]! + from[source + c + ROW + 3]! + 2) >> 2;
      }
    }
  }
}

/** In libvips' threads; the tile's memory is not touched again by anyone. */
const encode = (rgb: Uint8Array): Promise<Buffer> =>
  sharp(rgb, { raw: { width: TILE_PX, height: TILE_PX, channels: 3 } }).jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0' }).toBuffer();
