import sharp, { type Sharp } from 'sharp';

const BANDS = 3;
const QUALITY = 85;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An RGB picture in memory, of its ground where nothing was drawn. */
export class ThumbnailCanvas {
  private readonly pixels: Buffer;

  constructor(
    private readonly widthPx: number,
    private readonly heightPx: number,
    /** `#rrggbb` */
    ground: string,
  ) {
    this.pixels = Buffer.alloc(widthPx * heightPx * BANDS, Buffer.from(ground.slice(1), 'hex'));
  }

  /** Draws the part `valid` of a picture into `box`, shrunk to fit. Rejects where it does not decode. */
  async draw(picture: Sharp, valid: Box, box: Box): Promise<void> {
    const { data } = await picture
      .extract(valid)
      .resize(box.width, box.height, { fit: 'fill' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const lineBytes = box.width * BANDS;
    for (let line = 0; line < box.height; line++) {
      data.copy(this.pixels, ((box.top + line) * this.widthPx + box.left) * BANDS, line * lineBytes, (line + 1) * lineBytes);
    }
  }

  /** The whole as a JPEG whose longest side is at most `longestPx`. */
  toJpeg(longestPx: number): Promise<Buffer> {
    return sharp(this.pixels, { raw: { width: this.widthPx, height: this.heightPx, channels: BANDS } })
      .resize(longestPx, longestPx, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  }
}
