import type { AssociatedPicture, SlideImage, SlideOrigin } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile, SlideReader, TileAddress } from '../slide-reader.js';
import { associatedOf } from './associated-pictures.js';
import type { Series } from './choose-series.js';
import { DicomLimit } from './dicom-limits.js';
import { originOf } from './dicom-origin.js';
import type { DicomLevel } from './dicom-level.js';
import type { OpenFiles } from './open-files.js';
import { imageOf } from './slide-image.js';
import { StackedLevel } from './stacked-level.js';

/** A series of VL Whole Slide Microscopy images (PS3.3 A.32.8). Everything but the tiles themselves is in memory once it is open. */
export class DicomSlideReader implements SlideReader {
  readonly associated: readonly AssociatedPicture[];

  private constructor(
    private readonly files: OpenFiles,
    readonly image: SlideImage,
    readonly origin: SlideOrigin,
    private readonly levels: readonly StackedLevel[],
    private readonly pictures: ReadonlyMap<AssociatedPicture, DicomLevel>,
  ) {
    this.associated = [...pictures.keys()];
  }

  /** @throws SlideFileError */
  static async open(files: OpenFiles, { levels: images, others }: Series): Promise<DicomSlideReader> {
    const frames = images.flat().reduce((sum, image) => sum + image.frames, 0);
    if (frames > DicomLimit.frames) throw new SlideFileError('slide.too-large', `${frames} frames`);
    const levels: StackedLevel[] = [];
    for (const [first, ...rest] of images) if (first) levels.push(await StackedLevel.open(files, first, rest, levels[0]));
    const pictures = await associatedOf(files, others);
    return new DicomSlideReader(files, await imageOf(levels), originOf(levels[0]!.dataSet), levels, pictures);
  }

  async tile({ level, column, row, z = 0, channel = 0 }: TileAddress): Promise<EncodedTile | undefined> {
    const { zPlanes, channels, levels, channelStyles } = this.image;
    const [found, layout] = [this.levels[level], levels[level]];
    const isInside = layout && isIndex(column, layout.columns) && isIndex(row, layout.rows) && isIndex(z, zPlanes) && isIndex(channel, channels);
    if (!found || !isInside) throw new SlideFileError('slide.tile-out-of-range', `no tile ${level}/${column}/${row} at plane ${z}, channel ${channel}`);
    return found.tile(channel, z, zPlanes, row * layout.columns + column, channelStyles !== undefined);
  }

  async picture(kind: AssociatedPicture): Promise<EncodedTile | undefined> {
    return this.pictures.get(kind)?.tile(0, 0, 0, false);
  }

  async colourProfile(): Promise<Buffer | undefined> {
    const base = this.levels[0];
    const place = base?.colourProfile;
    if (!base || !place) return undefined;
    return this.files.use(place.name, (file) => file.read(place.at, place.lengthBytes));
  }

  close(): Promise<void> {
    return this.files.close();
  }
}

const isIndex = (value: number, count: number): boolean => Number.isInteger(value) && value >= 0 && value < count;
