import { availableParallelism } from 'node:os';
import { THUMBNAIL_PX } from '@parfocal/shared/api';
import { SlideFileError, type SlideLevel, type SlideReader } from '../readers/index.js';
import { tileAsFirstShown } from './first-look.js';
import { type Box, ThumbnailCanvas } from './thumbnail-canvas.js';

/** Longest side of the picture that the tiles are drawn into: 12 MB of pixels at most, whatever the slide's size. */
const CANVAS_PX = 2048;
/** A slide with one enormous level is sampled instead of read from end to end. */
const MOST_TILES = 16_384;

/**
 * A small picture of the whole slide as JPEG, made from its own tiles (never from label or macro).
 * Needs the memory of one canvas and of a tile per core.
 *
 * @throws SlideFileError where the file cannot be read, and `slide.damaged` where none of the tiles tried decodes
 */
export async function makeThumbnail(reader: SlideReader): Promise<Buffer> {
  const level = levelFor(reader);
  const { widthPx, heightPx, columns, rows } = reader.image.levels[level]!;
  const scale = Math.min(1, CANVAS_PX / Math.max(widthPx, heightPx));
  const canvas = new ThumbnailCanvas(atLeastOne(widthPx * scale), atLeastOne(heightPx * scale), groundOf(reader));
  const stride = Math.max(1, Math.ceil(Math.sqrt((columns * rows) / MOST_TILES)));
  const drawer = new Drawer(reader, level, scale, stride, canvas);
  await drawer.drawAll();
  return canvas.toJpeg(THUMBNAIL_PX);
}

/** The smallest level that is not smaller than the thumbnail. */
function levelFor({ image: { levels } }: SlideReader): number {
  const enough = levels.findLastIndex(({ widthPx, heightPx }) => Math.max(widthPx, heightPx) >= THUMBNAIL_PX);
  return Math.max(0, enough);
}

/** What was not scanned: glass is white, and without lamps it is dark. */
const groundOf = ({ image }: SlideReader): string => image.background ?? (image.channelStyles ? '#000000' : '#ffffff');

const atLeastOne = (px: number): number => Math.max(1, Math.round(px));

class Drawer {
  private drawn = 0;
  private damaged = 0;

  constructor(
    private readonly reader: SlideReader,
    private readonly level: number,
    private readonly scale: number,
    private readonly stride: number,
    private readonly canvas: ThumbnailCanvas,
  ) {}

  async drawAll(): Promise<void> {
    const places = this.places();
    const draw = async (): Promise<void> => {
      for (const { column, row } of places) await this.drawOne(column, row);
    };
    // They share one iterator, so each place is drawn once.
    await Promise.all(Array.from({ length: availableParallelism() }, draw));
    if (this.drawn === 0 && this.damaged > 0) throw new SlideFileError('slide.damaged', `none of ${this.damaged} tiles decodes`);
  }

  private *places(): Generator<{ column: number; row: number }> {
    const { columns, rows } = this.grid;
    for (let row = 0; row < rows; row += this.stride) {
      for (let column = 0; column < columns; column += this.stride) yield { column, row };
    }
  }

  private async drawOne(column: number, row: number): Promise<void> {
    const box = this.boxOf(column, row);
    if (box.width === 0 || box.height === 0) return;
    try {
      const picture = await tileAsFirstShown(this.reader, { level: this.level, column, row });
      if (!picture) return;
      await this.canvas.draw(picture, this.validOf(column, row), box);
      this.drawn++;
    } catch (error) {
      if (error instanceof SlideFileError && error.code !== 'slide.tile-damaged') throw error;
      // One damaged tile leaves an empty place; the slide itself may be sound.
      this.damaged++;
    }
  }

  /** Where the tile, or the tiles that it stands for, lie on the canvas. Neighbours share their rounded edges. */
  private boxOf(column: number, row: number): Box {
    const { tileWidthPx, tileHeightPx, widthPx, heightPx } = this.grid;
    const along = (index: number, tilePx: number, levelPx: number): number => Math.round(Math.min(index * tilePx, levelPx) * this.scale);
    const left = along(column, tileWidthPx, widthPx);
    const top = along(row, tileHeightPx, heightPx);
    return {
      left,
      top,
      width: along(column + this.stride, tileWidthPx, widthPx) - left,
      height: along(row + this.stride, tileHeightPx, heightPx) - top,
    };
  }

  /** An edge tile without its padding. */
  private validOf(column: number, row: number): Box {
    const { tileWidthPx, tileHeightPx, widthPx, heightPx } = this.grid;
    return {
      left: 0,
      top: 0,
      width: Math.min(tileWidthPx, widthPx - column * tileWidthPx),
      height: Math.min(tileHeightPx, heightPx - row * tileHeightPx),
    };
  }

  private get grid(): SlideLevel {
    return this.reader.image.levels[this.level]!;
  }
}
