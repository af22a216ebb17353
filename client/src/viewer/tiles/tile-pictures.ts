import { type SlideDetail, tileUrl } from '@parfocal/shared/api';
import type { Darkroom } from '../darkroom/darkroom';
import type { BlendJob, DarkroomJob } from '../darkroom/darkroom-words';
import { ColourTableSource } from './colour-table-source';
import { fetchTile, TileFailure } from './tile-fetch';
import type { TileLook } from './tile-look';
import { glassOf, glassTile, plainPicture, type TilePicture } from './tile-picture';
import type { TileAddress } from './tile-plan';

/** Samples may be given up between two questions, but not for ever. */
const MOST_ROUNDS = 3;
/** Addresses remembered, lest they be fetched ahead again. */
const MOST_SEEN = 20_000;

/** Tiles that came, or are coming, before they were needed. */
interface Ahead {
  /** `undefined` where a tile has to be asked for. */
  take(url: string): Blob | null | undefined | Promise<Blob | null | undefined>;
}

/** Pictures of one slide's tiles, as a look wants them: by the browser alone, or through the darkroom. */
export class TilePictures {
  private readonly table: ColourTableSource;
  private readonly glass: HTMLCanvasElement;
  /** What has come once: the browser's cache has it. */
  private readonly seen = new Set<string>();

  constructor(private readonly slide: SlideDetail, private readonly darkroom: Darkroom, private readonly ahead: Ahead) {
    this.table = new ColourTableSource(slide.id);
    this.glass = glassTile(glassOf(slide.image));
  }

  /** Addresses of all that a look needs of a tile and that never came. */
  unseen(tile: TileAddress, { lights, z }: TileLook): string[] {
    const urls = lights ? lights.map(({ channel }) => tileUrl(this.slide.id, { ...tile, z, channel })) : [tileUrl(this.slide.id, { ...tile, z })];
    return urls.filter((url) => !this.seen.has(url));
  }

  /** Rejects with `TileFailure`, or with the signal's reason once aborted. */
  async picture(tile: TileAddress, look: TileLook, signal: AbortSignal): Promise<TilePicture> {
    const picture = await (look.lights ? this.blended(tile, look, signal) : this.coloured(tile, look, signal));
    if (!signal.aborted) return picture;
    if (picture instanceof ImageBitmap) picture.close();
    throw signal.reason;
  }

  /** Some samples of one channel of a tile; none where it was not scanned. Rejects as `picture` does. */
  async samples(tile: TileAddress, z: number, channel: number, signal: AbortSignal): Promise<readonly number[]> {
    const { id, image: { levels, maxSample = 255 } } = this.slide;
    const { tileWidthPx: widthPx, tileHeightPx: heightPx } = levels[tile.level]!;
    const blob = await this.bytes(tileUrl(id, { ...tile, z, channel }), signal);
    if (!blob) return [];
    const answer = await this.developed({ kind: 'measure', blob, maxSample, widthPx, heightPx }, tile, signal);
    return 'samples' in answer ? answer.samples : [];
  }

  private async coloured(tile: TileAddress, look: TileLook, signal: AbortSignal): Promise<TilePicture> {
    const blob = await this.bytes(tileUrl(this.slide.id, { ...tile, z: look.z }), signal);
    if (!blob) return this.glass;
    const level = this.slide.image.levels[tile.level]!;
    if (!look.isManaged) return plainPicture(blob, level).catch(unreadable(signal));
    const table = await this.table.get();
    const answer = await this.developed({ kind: 'manage', blob, table, widthPx: level.tileWidthPx, heightPx: level.tileHeightPx }, tile, signal);
    if ('picture' in answer) return answer.picture;
    throw new TileFailure(0, answer);
  }

  private async blended(tile: TileAddress, look: TileLook, signal: AbortSignal): Promise<TilePicture> {
    const { id, image: { levels, maxSample = 255 } } = this.slide;
    const { tileWidthPx: widthPx, tileHeightPx: heightPx } = levels[tile.level]!;
    const place = [id, tile.level, tile.column, tile.row, look.z].join('/');
    let sources: BlendJob['sources'] = [];
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const answer = await this.developed({ kind: 'blend', place, lights: look.lights ?? [], maxSample, widthPx, heightPx, sources }, tile, signal);
      if ('picture' in answer) return answer.picture;
      if (!('missing' in answer)) throw new TileFailure(0, answer);
      const fetched = answer.missing.map(async (channel) => ({ channel, blob: await this.bytes(tileUrl(id, { ...tile, z: look.z, channel }), signal) }));
      sources = [...sources, ...(await Promise.all(fetched))];
    }
    throw new TileFailure(0, 'the darkroom keeps no samples');
  }

  private async developed(job: DarkroomJob, { column, row }: TileAddress, signal: AbortSignal) {
    if (signal.aborted) throw signal.reason;
    return this.darkroom.develop(job, column * 31 + row).catch(unreadable(signal));
  }

  private async bytes(url: string, signal: AbortSignal): Promise<Blob | null> {
    const ahead = await this.ahead.take(url);
    const blob = ahead === undefined ? await fetchTile(url, signal) : ahead;
    if (this.seen.size >= MOST_SEEN) this.seen.clear();
    this.seen.add(url);
    return blob;
  }
}

const unreadable = (signal: AbortSignal) => (error: unknown): never => {
  throw signal.aborted ? signal.reason : new TileFailure(0, error);
};
