import { Injectable } from '@nestjs/common';
import { type TileAddress, transcodeTile } from '../readers/index.js';
import { SlideAccess } from '../slides/index.js';
import { notFound } from '../wire/index.js';
import { DecodedTiles } from './decoded-tiles.js';
import type { Urgency } from './fair-queue.js';
import { type OpenSlide, OpenSlides } from './open-slides.js';
import { RecentTiles } from './recent-tiles.js';
import { isSlideId } from './tile-path.js';

export interface TileRequest {
  readonly personId: string;
  readonly slideId: string;
  readonly address: TileAddress;
  /** The strong ETag that the browser has, if it has one. */
  readonly has?: string;
  readonly urgency: Urgency;
  /** Called only where a tile has to be decoded: most need no signal. */
  gone(): AbortSignal;
}

/** `bytes` is a JPEG or PNG, see `typeOf`; without them the tile is what the browser has (`unchanged`), or is not in a sparse file. */
export interface Tile {
  readonly etag: string;
  readonly bytes?: Buffer;
  readonly unchanged?: true;
}

/** Tiles as the scanner wrote them; decoded only where no browser could show them. */
@Injectable()
export class Tiles {
  constructor(
    private readonly access: SlideAccess,
    private readonly open: OpenSlides,
    private readonly decoded: DecodedTiles,
    private readonly recent: RecentTiles,
  ) {}

  /** @throws DomainError `not-found` for what is not there, off the grid or not for this person; see `OpenSlides.use` for the others */
  async tile(request: TileRequest): Promise<Tile> {
    await this.requireSight(request.personId, request.slideId);
    return this.open.use(request.slideId, (open) => this.read(open, request));
  }

  /** What exists but not for you, does not exist. */
  async requireSight(personId: string, slideId: string): Promise<void> {
    if (!isSlideId(slideId) || !(await this.access.maySee(personId, slideId))) throw notFound('slide');
  }

  private async read(open: OpenSlide, request: TileRequest): Promise<Tile> {
    const { address, has } = request;
    const number = open.names.numberOf(address);
    if (number < 0) throw notFound('tile');
    const etag = open.names.etagOf(address);
    if (has === etag) return { etag, unchanged: true };
    if (open.decodes.has(address.level)) return { etag, bytes: await this.decode(open, request) };
    const kept = this.recent.get(number);
    if (kept) return { etag, bytes: kept };
    const tile = await open.reader.tile(address);
    if (!tile) return { etag };
    if (tile.kind === 'jpeg') {
      this.recent.keep(number, tile.bytes);
      return { etag, bytes: tile.bytes };
    }
    // From now on the whole level queues before it reads, so that what waits holds no pixels.
    open.decodes.add(address.level);
    return { etag, bytes: await this.decode(open, request) };
  }

  private decode(open: OpenSlide, { personId, address, urgency, gone }: TileRequest): Buffer | Promise<Buffer | undefined> {
    const key = `${open.slide.id}${open.names.etagOf(address)}`;
    return this.decoded.find(key) ?? this.decoded.get({
      key,
      owner: personId,
      urgency,
      signal: gone(),
      make: () => this.open.use(open.slide.id, async ({ reader }) => {
        const tile = await reader.tile(address);
        return tile && (await transcodeTile(tile)).bytes;
      }),
    });
  }
}
