import sharp from 'sharp';

const BANDS = 3;
const GLASS = 0xff;
const QUALITY = 85;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An RGB picture in memory, white where nothing was drawn: glass is white. */
export class ThumbnailCanvas {
  private readonly pixels: Buffer;

  constructor(
    private readonly widthPx: number,
    private readonly heightPx: number,
  ) {
    this.pixels = Buffer.alloc(widthPx * heightPx * BANDS, GLASS);
  }

  /** Draws the part `valid` of a JPEG into `box`, shrunk to fit. Rejects where the JPEG does not decode. */
  async draw(jpeg: Buffer, valid: Box, box: Box): Promise<void> {
    const picture = sharp(jpeg, { failOn: 'error' }).extract(valid);
    const { data } = await picture
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
