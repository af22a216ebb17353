import { AssociatedPicture, type SlideImage, type SlideOrigin } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile, PixelTile, SlideReader, TileAddress } from '../slide-reader.js';
import type { OpenSlideHost, OpenSlideRun } from './openslide-host.js';
import { imageOf, originOf, pictureName, TILE_PX } from './openslide-image.js';
import type { OpenedSlide, Pixels } from './openslide-messages.js';

/** A slide that OpenSlide reads for us. Opened again by itself when the process that held it has died. */
export class OpenSlideReader implements SlideReader {
  readonly image: SlideImage;
  readonly origin: SlideOrigin;
  readonly associated: readonly AssociatedPicture[];
  private isClosed = false;
  private reopening: Promise<void> | undefined;

  private constructor(
    private readonly host: OpenSlideHost,
    private readonly path: string,
    private opened: OpenedSlide,
    private run: OpenSlideRun,
  ) {
    this.image = imageOf(opened);
    this.origin = originOf(opened);
    this.associated = AssociatedPicture.options.filter((kind) => pictureName(kind, opened) !== undefined);
  }

  /** @throws SlideFileError */
  static async open(host: OpenSlideHost, path: string): Promise<OpenSlideReader> {
    const { value, run } = await host.open(path);
    try {
      return new OpenSlideReader(host, path, value, run);
    } catch (error) {
      await host.close(value.slide, run);
      throw error;
    }
  }

  async tile({ level, column, row, z = 0, channel = 0 }: TileAddress): Promise<EncodedTile | undefined> {
    const grid = this.image.levels[level];
    const isInside = grid && isIndex(column, grid.columns) && isIndex(row, grid.rows) && z === 0 && channel === 0;
    if (!isInside) throw new SlideFileError('slide.tile-out-of-range', `no tile ${level}/${column}/${row} at plane ${z}, channel ${channel}`);
    const { slide, levels } = await this.current();
    // OpenSlide takes the place in level-0 pixels, by its own downsample.
    const place = (index: number): number => Math.floor(index * TILE_PX * levels[level]!.downsample);
    const pixels = await this.host.pixels({ op: 'read', slide, level, x: place(column), y: place(row), widthPx: TILE_PX, heightPx: TILE_PX });
    return tileOf(pixels);
  }

  async picture(kind: AssociatedPicture): Promise<EncodedTile | undefined> {
    const opened = await this.current();
    const name = pictureName(kind, opened);
    return name === undefined ? undefined : tileOf(await this.host.pixels({ op: 'picture', slide: opened.slide, name }));
  }

  colourProfile(): Promise<Buffer | undefined> {
    const { profile } = this.opened;
    return Promise.resolve(profile && Buffer.from(profile));
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.host.close(this.opened.slide, this.run);
  }

  private async current(): Promise<OpenedSlide> {
    if (this.isClosed) throw new SlideFileError('slide.gone', 'the slide is closed');
    if (!this.host.isCurrent(this.run)) await (this.reopening ??= this.reopen().finally(() => (this.reopening = undefined)));
    return this.opened;
  }

  private async reopen(): Promise<void> {
    const { value, run } = await this.host.open(this.path);
    [this.opened, this.run] = [value, run];
  }
}

function tileOf({ rgb, widthPx, heightPx }: Pixels): PixelTile {
  const pixels = Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength);
  return { kind: 'pixels', pixels, widthPx, heightPx, bands: 3, bitsPerSample: 8, extraBand: 'ignored' };
}

const isIndex = (value: number, count: number): boolean => Number.isInteger(value) && value >= 0 && value < count;
