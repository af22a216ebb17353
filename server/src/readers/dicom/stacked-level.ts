import type { ChannelLevel } from '../channel-windows.js';
import type { EncodedTile } from '../slide-reader.js';
import type { Image } from './concatenations.js';
import type { DicomDataSet } from './data-set.js';
import { DicomLevel, type LevelLayout } from './dicom-level.js';
import { DicomLimit } from './dicom-limits.js';
import type { OpenFiles } from './open-files.js';
import type { OpticalPath } from './optical-paths.js';

interface Channel {
  readonly path: OpticalPath;
  readonly level: DicomLevel;
  /** Its number within that level. */
  readonly index: number;
}

/** One level of the pyramid with its optical paths, which scanners put into one file or into a file each. */
export class StackedLevel {
  private constructor(
    readonly channels: readonly (Channel | undefined)[],
    private readonly first: DicomLevel,
  ) {}

  /**
   * @param base level 0, whose channels the others follow; `undefined` where this is it
   * @throws SlideFileError
   */
  static async open(files: OpenFiles, image: Image, more: readonly Image[], base: StackedLevel | undefined): Promise<StackedLevel> {
    const levels = [await DicomLevel.open(files, image)];
    // Copies of a file and second versions of a level add no path, and are passed over.
    for (const other of more.slice(0, DicomLimit.opticalPaths)) levels.push(await DicomLevel.open(files, other));
    const own = new Map<string, Channel>();
    for (const level of levels) {
      for (let index = 0; index < level.grid.paths; index++) {
        const path = level.opticalPaths[index] ?? { ...level.opticalPaths[0]!, id: `${index + 1}`, description: '' };
        if (!own.has(path.id)) own.set(path.id, { path, level, index });
      }
    }
    const channels = base ? base.channels.map((channel) => (channel ? own.get(channel.path.id) : undefined)) : [...own.values()];
    // A lone path is the same one, whatever each file calls it.
    if (base?.channels.length === 1 && own.size === 1) return new StackedLevel([...own.values()], levels[0]!);
    return new StackedLevel(channels, levels[0]!);
  }

  get layout(): LevelLayout {
    return this.first.layout;
  }

  get instance(): Image['first'] {
    return this.first.image.first;
  }

  get dataSet(): DicomDataSet {
    return this.instance.dataSet;
  }

  get planes(): number {
    return this.first.grid.planes;
  }

  get zSpacingUm(): number | undefined {
    return this.first.grid.zSpacingUm;
  }

  /** Where the ICC profile of the first optical path lies, if it is believable. */
  get colourProfile(): { name: string; at: number; lengthBytes: number } | undefined {
    const channel = this.channels[0];
    const { valueAt = 0, lengthBytes = 0 } = channel?.path.colourProfile ?? {};
    if (!channel || lengthBytes < ICC_HEADER_BYTES || lengthBytes > DicomLimit.colourProfileBytes) return undefined;
    return { name: channel.level.image.first.name, at: valueAt, lengthBytes };
  }

  /** One channel in the middle plane, as what is in it is looked at. */
  channel(channel: number): ChannelLevel {
    const [layout, zPlanes] = [this.layout, this.planes];
    return { layout, tile: (column, row) => this.tile(channel, zPlanes >> 1, zPlanes, row * layout.columns + column, true) };
  }

  /**
   * Levels below the first may have fewer planes, often the middle one alone: the one at the same share of the way stands in.
   *
   * @param zPlanes how many the slide has
   */
  async tile(channel: number, z: number, zPlanes: number, place: number, asSamples: boolean): Promise<EncodedTile | undefined> {
    const found = this.channels[channel];
    if (!found) return undefined;
    const { planes } = found.level.grid;
    const plane = planes === zPlanes ? z : Math.round((z / Math.max(1, zPlanes - 1)) * (planes - 1));
    return found.level.tile(found.index, plane, place, asSamples);
  }
}

const ICC_HEADER_BYTES = 128;
