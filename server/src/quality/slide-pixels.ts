import sharp from 'sharp';
import { SlideFileError, type SlideImage, type SlideLevel, type SlideReader, transcodeTile } from '../readers/index.js';
import { greyOfSamples } from './channel-samples.js';

/** Channels that are looked at; more than these are variants of the same tissue. */
const MOST_CHANNELS = 8;

export interface TileSpot {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** Colours as red, green, blue, row by row. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}

/** `absent`: a sparse file has no such tile. */
export type TileLook = { readonly picture: Picture } | 'absent' | 'unreadable';

/** The decoded tiles of a slide, without their padding, and a record of those that could not be read. */
export class SlidePixels {
  private readonly looked = new Set<string>();
  private readonly failed = new Set<string>();

  constructor(private readonly reader: SlideReader) {}

  get image(): SlideImage {
    return this.reader.image;
  }

  /** Different tiles looked at, and those of them that are damaged. */
  get count(): { readonly looked: number; readonly unreadable: number } {
    return { looked: this.looked.size, unreadable: this.failed.size };
  }

  level(level: number): SlideLevel {
    return this.image.levels[level]!;
  }

  /** Size of the tile's part that lies on the slide. */
  validSize({ level, column, row }: TileSpot): { widthPx: number; heightPx: number } {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx } = this.level(level);
    return { widthPx: Math.min(tileWidthPx, widthPx - column * tileWidthPx), heightPx: Math.min(tileHeightPx, heightPx - row * tileHeightPx) };
  }

  /**
   * The tile shrunk to `size`, of the plane `z`, or the middle one. Separate channels come as one grey picture, each place as bright as its brightest channel.
   *
   * @throws SlideFileError where the slide itself cannot be read any more
   */
  async look(spot: TileSpot, size: { widthPx: number; heightPx: number }, z = this.middlePlane): Promise<TileLook> {
    return this.recorded(spot, async () => (this.image.channelStyles ? this.greyTile(spot, size, z) : this.colourTile(spot, size, z)));
  }

  /** Whether the file still has the tile's bytes, which are not decoded. */
  async touch(spot: TileSpot): Promise<void> {
    await this.recorded(spot, async () => {
      await this.reader.tile({ ...spot, z: this.middlePlane, channel: 0 });
      return 'absent';
    });
  }

  private async recorded(spot: TileSpot, look: () => Promise<TileLook>): Promise<TileLook> {
    const key = `${spot.level}/${spot.column}/${spot.row}`;
    this.looked.add(key);
    try {
      return await look();
    } catch (error) {
      // Of libvips any error is the tile's: it gets nothing but the tile. Of a reader only what it calls so.
      if (error instanceof SlideFileError && error.code !== 'slide.tile-damaged') throw error;
      this.failed.add(key);
      return 'unreadable';
    }
  }

  private async colourTile(spot: TileSpot, size: { widthPx: number; heightPx: number }, z: number): Promise<TileLook> {
    const tile = await this.reader.tile({ ...spot, z, channel: 0 });
    if (!tile) return 'absent';
    const { bytes } = await transcodeTile(tile);
    const valid = this.validSize(spot);
    const rgb = await sharp(bytes, { failOn: 'error' })
      .extract({ left: 0, top: 0, width: valid.widthPx, height: valid.heightPx })
      .resize(size.widthPx, size.heightPx, { fit: 'fill', kernel: 'cubic' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer();
    return { picture: { ...size, rgb } };
  }

  private async greyTile(spot: TileSpot, size: { widthPx: number; heightPx: number }, z: number): Promise<TileLook> {
    const rgb = new Uint8Array(size.widthPx * size.heightPx * 3);
    let isThere = false;
    for (const [channel, style] of this.image.channelStyles!.slice(0, MOST_CHANNELS).entries()) {
      const tile = await this.reader.tile({ ...spot, z, channel });
      if (!tile) continue;
      isThere = true;
      const grey = await greyOfSamples((await transcodeTile(tile)).bytes, this.validSize(spot), size, style, (this.image.maxSample ?? 0) > 255);
      for (let i = 0; i < grey.length; i++) if (grey[i]! > rgb[i * 3]!) rgb.fill(grey[i]!, i * 3, i * 3 + 3);
    }
    return isThere ? { picture: { ...size, rgb } } : 'absent';
  }

  /** Of a stack of planes: scanners put the best focus there. */
  private get middlePlane(): number {
    return Math.floor((this.image.zPlanes - 1) / 2);
  }
}
