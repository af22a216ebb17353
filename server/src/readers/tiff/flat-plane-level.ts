import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile } from '../slide-reader.js';
import { isJpeg2000, type PixelLayout, readPixelLayout } from './pixel-layout.js';
import type { PlaneLevel } from './plane-level.js';
import type { FlatPlane } from './plane-stack.js';
import { readChunks } from './read-chunks.js';
import { RecentPlanes } from './recent-planes.js';
import { cutTile, decodeSamples, liftSigned, type Samples } from '../samples.js';
import { TiffLimit } from './tiff-limits.js';
import type { TileIndex } from './tile-index.js';
import type { TileLayout } from './tile-layout.js';
import { WrappedTiff } from './wrapped-tiff.js';

const TILE_PX = 256;

/** A plane that is stored without tiles, served as if it had some: it is decoded whole and cut. */
export class FlatPlaneLevel implements PlaneLevel {
  readonly layout: TileLayout;

  private constructor(
    private readonly plane: FlatPlane,
    private readonly pixels: PixelLayout,
    private readonly index: TileIndex,
    private readonly wrapper: WrappedTiff,
    private readonly recent: RecentPlanes,
    private readonly maxSample: number | undefined,
  ) {
    const { widthPx, heightPx } = plane.chunks;
    this.layout = { widthPx, heightPx, tileWidthPx: TILE_PX, tileHeightPx: TILE_PX, columns: Math.ceil(widthPx / TILE_PX), rows: Math.ceil(heightPx / TILE_PX) };
  }

  /** @param recent shared by all planes of a slide */
  static async open(plane: FlatPlane, recent: RecentPlanes, maxSample: number | undefined): Promise<FlatPlaneLevel> {
    const pixels = await readPixelLayout(plane.directory);
    if (isJpeg2000(pixels)) throw new SlideFileError('slide.not-tiled', 'JPEG 2000 in strips');
    return new FlatPlaneLevel(plane, pixels, await plane.chunks.readIndex(), await WrappedTiff.of(plane.directory, plane.chunks), recent, maxSample);
  }

  countTilesOutside(): number {
    const { file } = this.plane.directory.source;
    return this.index.offsets.reduce((sum, offset, i) => sum + (file.contains(offset, this.index.byteCounts[i] ?? 0) ? 0 : 1), 0);
  }

  async tile(column: number, row: number): Promise<EncodedTile | undefined> {
    const samples = await this.recent.get(this, () => this.decode());
    return samples && cutTile(samples, column, row, TILE_PX, this.maxSample);
  }

  private async decode(): Promise<Samples | undefined> {
    const { directory, chunks } = this.plane;
    const places = Array.from({ length: chunks.chunks }, (_, i) => i);
    const buffer = await readChunks(directory.source.file, this.index, places, this.wrapper.headBytes, TiffLimit.pictureBytes);
    if (!buffer) return undefined;
    const picture = this.wrapper.wrap(buffer, [...this.index.byteCounts]);
    const samples = await decodeSamples(picture, chunks.widthPx, chunks.heightPx, this.pixels.bitsPerSample === 16 ? 16 : 8);
    if (this.pixels.isSigned) liftSigned(samples);
    return samples;
  }
}
