import type { AssociatedPicture, SlideImage, SlideOrigin } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile, SlideReader, TileAddress } from '../slide-reader.js';
import { downsampleOf } from './pyramid.js';
import { readDirectories } from './read-directories.js';
import type { TiffKind } from './tiff-kind.js';
import { recogniseTiff } from './tiff-kind.js';
import { TiffLevel } from './tiff-level.js';
import { TiffLimit } from './tiff-limits.js';
import type { TiffSource } from './tiff-source.js';

/** One bad tile is a bad tile; more than this share outside the file, and the rest of it is missing. */
const TRUNCATED_SHARE = 0.01;

/** A pyramid in a TIFF file. Everything but the tiles themselves is in memory once it is open. */
export class TiffSlideReader implements SlideReader {
  readonly origin: SlideOrigin = {};
  readonly associated: readonly AssociatedPicture[] = [];

  private constructor(
    private readonly source: TiffSource,
    readonly image: SlideImage,
    private readonly levels: readonly TiffLevel[],
  ) {}

  /** @throws SlideFileError */
  static async open(source: TiffSource): Promise<TiffSlideReader> {
    const kind = await recogniseTiff(await readDirectories(source));
    const tiles = kind.levels.reduce((sum, { layout }) => sum + layout.columns * layout.rows, 0);
    if (tiles > TiffLimit.tiles) throw new SlideFileError('slide.too-large', `${tiles} tiles`);
    const levels: TiffLevel[] = [];
    for (const { directory, layout } of kind.levels) levels.push(await TiffLevel.open(directory, layout));
    requireWhole(levels, tiles);
    return new TiffSlideReader(source, imageOf(kind), levels);
  }

  async tile({ level, column, row, z = 0, channel = 0 }: TileAddress): Promise<EncodedTile | undefined> {
    const found = this.levels[level];
    const inside = found && isIndex(column, found.layout.columns) && isIndex(row, found.layout.rows);
    if (!inside || z !== 0 || channel !== 0) {
      throw new SlideFileError('slide.tile-out-of-range', `no tile ${level}/${column}/${row} at plane ${z}, channel ${channel}`);
    }
    return found.tile(column, row);
  }

  picture(): Promise<EncodedTile | undefined> {
    return Promise.resolve(undefined);
  }

  colourProfile(): Promise<Buffer | undefined> {
    return Promise.resolve(undefined);
  }

  close(): Promise<void> {
    return this.source.file.close();
  }
}

function imageOf({ format, size, levels }: TiffKind): SlideImage {
  const base = levels[0]!.layout;
  return {
    format,
    widthPx: base.widthPx,
    heightPx: base.heightPx,
    ...size,
    zPlanes: 1,
    channels: 1,
    levels: levels.map(({ layout }) => ({ ...layout, downsample: downsampleOf(base, layout) })),
  };
}

/** An upload that broke off mostly keeps its directories at the front and loses tiles at the back. */
function requireWhole(levels: readonly TiffLevel[], tiles: number): void {
  const outside = levels.reduce((sum, level) => sum + level.countTilesOutside(), 0);
  if (outside > 1 && outside > tiles * TRUNCATED_SHARE) {
    throw new SlideFileError('slide.truncated', `${outside} of ${tiles} tiles lie past the end of the file`);
  }
}

const isIndex = (value: number, count: number): boolean => Number.isInteger(value) && value >= 0 && value < count;
