import { JpegSegmentError } from '../jpeg/index.js';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile } from '../slide-reader.js';
import { isJpeg2000, type PixelLayout, readPixelLayout } from './pixel-layout.js';
import { type ChunkLayout, readChunkLayout } from './chunk-layout.js';
import { readChunks } from './read-chunks.js';
import type { TiffDirectory } from './tiff-directory.js';
import { jpeg2000Colour, jpegSplicerOf } from './tiff-level.js';
import { TiffLimit } from './tiff-limits.js';
import { ExtraSample, TiffCompression, TiffTag } from './tiff-tags.js';
import { WrappedTiff } from './wrapped-tiff.js';

/** A whole picture in a directory of its own, such as the label of a slide; stored in strips or in tiles. */
export class StoredPicture {
  private constructor(
    private readonly directory: TiffDirectory,
    private readonly pixels: PixelLayout,
    private readonly layout: ChunkLayout,
  ) {}

  /** @throws SlideFileError where it cannot be shown: its bytes are not read yet */
  static async open(directory: TiffDirectory): Promise<StoredPicture> {
    const pixels = await readPixelLayout(directory);
    const layout = await readChunkLayout(directory, pixels.planes);
    if (layout.widthPx * layout.heightPx > TiffLimit.picturePx) throw new SlideFileError('slide.too-large', `a picture of ${layout.widthPx} x ${layout.heightPx} px`);
    if (pixels.isSigned) throw new SlideFileError('slide.pixels-unsupported', 'a picture with signed samples');
    if (isJpeg2000(pixels) && layout.chunks > 1) throw new SlideFileError('slide.compression-unsupported', 'a picture of several JPEG 2000 codestreams');
    return new StoredPicture(directory, pixels, layout);
  }

  /** @throws SlideFileError `slide.tile-damaged`, `slide.damaged` */
  async read(): Promise<EncodedTile> {
    if (isJpeg2000(this.pixels)) return this.coded();
    const whole = this.pixels.compression === TiffCompression.Jpeg && this.layout.chunks === 1 ? await this.wholeJpeg() : undefined;
    return whole ?? this.wrapped();
  }

  private async coded(): Promise<EncodedTile> {
    const { widthPx, heightPx } = this.layout;
    const bitsPerSample = this.pixels.bitsPerSample === 16 ? 16 : 8;
    return { kind: 'coded', codec: 'jpeg2000', bytes: await this.bytes(0), widthPx, heightPx, colour: jpeg2000Colour(this.pixels), bitsPerSample };
  }

  /** `undefined` where its frame is not the picture: a tile has padding, which must not be shown. */
  private async wholeJpeg(): Promise<EncodedTile | undefined> {
    const splicer = await jpegSplicerOf(this.directory, this.pixels);
    try {
      const { bytes, widthPx, heightPx } = splicer.splice(await this.bytes(splicer.headroomBytes));
      return widthPx === this.layout.widthPx && heightPx === this.layout.heightPx ? { kind: 'jpeg', bytes } : undefined;
    } catch (error) {
      if (error instanceof JpegSegmentError) throw new SlideFileError('slide.tile-damaged', `no whole JPEG: ${error.message}`);
      throw error;
    }
  }

  private async wrapped(): Promise<EncodedTile> {
    const { widthPx, heightPx } = this.layout;
    const wrapper = await WrappedTiff.of(this.directory, this.layout);
    const index = await this.layout.readIndex();
    const bytes = wrapper.wrap(await this.bytes(wrapper.headBytes), [...index.byteCounts]);
    const [extra = ExtraSample.Unspecified] = await this.directory.integers(TiffTag.ExtraSamples, TiffLimit.samplesPerPixel);
    return { kind: 'raw', bytes, widthPx, heightPx, extraBand: extra === ExtraSample.Unspecified ? 'ignored' : 'alpha' };
  }

  private async bytes(headroomBytes: number): Promise<Buffer> {
    const index = await this.layout.readIndex();
    const places = Array.from({ length: this.layout.chunks }, (_, i) => i);
    const bytes = await readChunks(this.directory.source.file, index, places, headroomBytes, TiffLimit.pictureBytes);
    if (!bytes) throw new SlideFileError('slide.tile-damaged', 'a picture of which a part was never stored');
    return bytes;
  }
}
