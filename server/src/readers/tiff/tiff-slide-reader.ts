import type { AssociatedPicture, SlideImage, SlideOrigin } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { EncodedTile, Opening, SlideReader, TileAddress } from '../slide-reader.js';
import type { PictureSources } from './associated-pictures.js';
import { channelStyles } from '../channel-windows.js';
import { colourProfileOf } from './colour-profile.js';
import { openPlanes } from './open-planes.js';
import type { PlaneLevel } from './plane-level.js';
import { readDirectories } from './read-directories.js';
import { SiblingFiles } from './sibling-files.js';
import { recogniseTiff } from './recognise-tiff.js';
import type { TiffKind } from './tiff-kind.js';
import { TiffSource } from './tiff-source.js';

interface Parts {
  readonly source: TiffSource;
  readonly siblings: SiblingFiles;
  readonly pictures: PictureSources;
  /** At z * channels + channel. */
  readonly planes: readonly (readonly PlaneLevel[] | undefined)[];
  readonly profile: (() => Promise<Buffer>) | undefined;
}

/** A pyramid in a TIFF file, or one for each focal plane and channel. Everything but the tiles themselves is in memory once it is open. */
export class TiffSlideReader implements SlideReader {
  readonly associated: readonly AssociatedPicture[];

  private constructor(
    private readonly parts: Parts,
    readonly image: SlideImage,
    readonly origin: SlideOrigin,
  ) {
    this.associated = [...parts.pictures.keys()];
  }

  /** @throws SlideFileError */
  static async open(opening: Opening): Promise<TiffSlideReader> {
    const siblings = new SiblingFiles(opening);
    try {
      const source = await TiffSource.open(opening.file);
      const kind = await recogniseTiff(await readDirectories(source), siblings);
      const planes = await openPlanes(kind, kind.format === 'aperio-svs');
      const base = kind.planes[0]?.levels?.[0]?.directory ?? kind.planes[0]?.flat?.directory;
      const profile = base && (await colourProfileOf(base));
      const image = await imageOf(kind, planes, profile !== undefined);
      return new TiffSlideReader({ source, siblings, pictures: kind.pictures, planes, profile }, image, kind.origin);
    } catch (error) {
      await siblings.close();
      throw error;
    }
  }

  async tile({ level, column, row, z = 0, channel = 0 }: TileAddress): Promise<EncodedTile | undefined> {
    const { zPlanes, channels, levels } = this.image;
    const grid = levels[level];
    const inside = grid && isIndex(column, grid.columns) && isIndex(row, grid.rows) && isIndex(z, zPlanes) && isIndex(channel, channels);
    if (!inside) throw new SlideFileError('slide.tile-out-of-range', `no tile ${level}/${column}/${row} at plane ${z}, channel ${channel}`);
    return this.parts.planes[z * channels + channel]?.[level]?.tile(column, row);
  }

  async picture(kind: AssociatedPicture): Promise<EncodedTile | undefined> {
    return this.parts.pictures.get(kind)?.();
  }

  async colourProfile(): Promise<Buffer | undefined> {
    return this.parts.profile?.();
  }

  async close(): Promise<void> {
    await Promise.all([this.parts.source.file.close(), this.parts.siblings.close()]);
  }
}

async function imageOf(kind: TiffKind, planes: readonly (readonly PlaneLevel[] | undefined)[], hasColourProfile: boolean): Promise<SlideImage> {
  const { format, size, zPlanes, zSpacingUm, channels, measured } = kind;
  const layouts = planes[0]!.map(({ layout }) => layout);
  const { widthPx, heightPx } = layouts[0]!;
  const middle = Math.floor((zPlanes - 1) / 2) * channels;
  return {
    format,
    widthPx,
    heightPx,
    ...size,
    // Where no light was measured, there is none.
    ...(measured && { background: '#000000' }),
    ...(hasColourProfile && { hasColourProfile }),
    zPlanes,
    ...(zSpacingUm !== undefined && { zSpacingUm }),
    channels,
    ...(measured && { channelStyles: await channelStyles(measured.channels, planes.slice(middle, middle + channels), measured.maxSample), maxSample: measured.maxSample }),
    levels: layouts.map((layout, i) => ({ ...layout, downsample: kind.planes[0]?.levels?.[i]?.downsample ?? 1 })),
  };
}

const isIndex = (value: number, count: number): boolean => Number.isInteger(value) && value >= 0 && value < count;
