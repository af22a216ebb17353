import type { SlideLevel } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile } from '../slide-reader.js';
import type { Image } from './concatenations.js';
import { DicomLimit } from './dicom-limits.js';
import { type FrameGrid, fullGrid } from './frame-grid.js';
import { type FrameIndex, readFrameIndex } from './frame-index.js';
import { type FramePositions, readFramePositions } from './frame-positions.js';
import { frameTile } from './frame-tile.js';
import type { OpenFiles } from './open-files.js';
import { type OpticalPath, readOpticalPaths } from './optical-paths.js';
import { readFrame } from './read-frame.js';
import { sparseGrid } from './sparse-grid.js';

export type LevelLayout = Omit<SlideLevel, 'downsample'>;

interface LoadedPart {
  readonly name: string;
  readonly firstFrame: number;
  readonly index: FrameIndex;
}

/** An image whose frames have been found, ready to hand out tiles. */
export class DicomLevel {
  private constructor(
    private readonly files: OpenFiles,
    readonly image: Image,
    readonly opticalPaths: readonly OpticalPath[],
    readonly grid: FrameGrid,
    private readonly parts: readonly LoadedPart[],
  ) {}

  /** @throws SlideFileError */
  static async open(files: OpenFiles, image: Image): Promise<DicomLevel> {
    const described = readOpticalPaths(image.first.dataSet);
    if (described.length > DicomLimit.opticalPaths) throw new SlideFileError('slide.too-large', `${described.length} optical paths`);
    const parts: LoadedPart[] = [];
    for (const { instance, firstFrame } of image.parts) {
      parts.push({ name: instance.name, firstFrame, index: await files.use(instance.name, (file) => readFrameIndex(file, instance)) });
    }
    const grid = image.first.isSparse ? await readSparseGrid(files, image, described) : fullGrid(image, described.length);
    if (grid.paths > DicomLimit.opticalPaths || grid.planes > DicomLimit.focalPlanes) {
      throw new SlideFileError('slide.too-large', `${grid.paths} optical paths of ${grid.planes} focal planes`);
    }
    return new DicomLevel(files, image, described, grid, parts);
  }

  get layout(): LevelLayout {
    const { widthPx, heightPx, tileWidthPx, tileHeightPx } = this.image.first;
    return { widthPx, heightPx, tileWidthPx, tileHeightPx, columns: Math.ceil(widthPx / tileWidthPx), rows: Math.ceil(heightPx / tileHeightPx) };
  }

  /**
   * @param place row by row, from the top left
   * @param asSamples whether this is a channel, whose samples are kept
   * @throws SlideFileError `slide.tile-damaged`
   */
  async tile(path: number, plane: number, place: number, asSamples: boolean): Promise<EncodedTile | undefined> {
    const frame = this.grid.frame(path, plane, place);
    const part = frame < 0 ? undefined : this.parts.findLast(({ firstFrame }) => firstFrame <= frame);
    if (!part) return undefined;
    const bytes = await this.files.use(part.name, (file) => readFrame(file, part.index, frame - part.firstFrame));
    return bytes && frameTile(bytes, this.image.first, asSamples);
  }
}

async function readSparseGrid(files: OpenFiles, image: Image, described: readonly OpticalPath[]): Promise<FrameGrid> {
  const { frames, parts } = image;
  if (frames > DicomLimit.placedFrames) throw new SlideFileError('slide.too-large', `${frames} frames with a place each`);
  const ids = described.map(({ id }) => id);
  const positions: FramePositions = { x: new Int32Array(frames), y: new Int32Array(frames), z: new Float64Array(frames), path: new Uint16Array(frames) };
  for (const { instance, firstFrame } of parts) {
    const end = firstFrame + instance.frames;
    const part = { x: positions.x.subarray(firstFrame, end), y: positions.y.subarray(firstFrame, end), z: positions.z.subarray(firstFrame, end), path: positions.path.subarray(firstFrame, end) };
    await files.use(instance.name, (file) => readFramePositions(file, instance, ids, part));
  }
  return sparseGrid(image, positions, described.length);
}
