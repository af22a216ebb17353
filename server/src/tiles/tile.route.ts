import type {} from '@fastify/helmet';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, LoginSource, notFound } from '../wire/index.js';
import { Abandoned, QueueFull, type Urgency } from './fair-queue.js';
import { typeOf } from './picture-type.js';
import { parsePlaneAddress, parseTileAddress } from './tile-path.js';
import { type Tile, Tiles } from './tiles.service.js';

interface TileParams {
  readonly slideId: string;
  readonly level: string;
  readonly column: string;
  readonly row: string;
  /** Both or neither. */
  readonly z?: string;
  readonly channel?: string;
}

type TileGet = FastifyRequest<{ Params: TileParams }>;

const TILES = '/api/slides/:slideId/tiles/:level/:column/:row';
const PLANES = '/api/slides/:slideId/planes/:z/:channel/tiles/:level/:column/:row';
/** A queue that is full has moved on by then: a tile takes some hundredths of a second. */
const RETRY_AFTER_SECONDS = '1';

/**
 * GET /api/slides/:slideId/tiles/:level/:column/:row, and the like for focal planes and channels: the one hot route, on Fastify itself: Nest's pipeline of guards,
 * pipes and interceptors costs a tile more than reading it does (docs/adr/0006-tiles.md). The checks are the same as on
 * any other route, a login and the right to see the slide, and so is the error filter.
 */
@Injectable()
export class TileRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly logins: LoginSource,
    private readonly tiles: Tiles,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    // A page's security headers say nothing about a picture, and writing a dozen of them costs as much as the tile.
    const options = { helmet: false } as const;
    for (const path of [TILES, PLANES]) fastify.get<{ Params: TileParams }>(path, options, (request, reply) => this.answer(request, reply));
  }

  private async answer(request: TileGet, reply: FastifyReply): Promise<FastifyReply> {
    try {
      return send(reply, await this.find(request, reply));
    } catch (error) {
      if (error instanceof Abandoned) return reply.hijack();
      if (error instanceof QueueFull) void reply.header('retry-after', RETRY_AFTER_SECONDS);
      void reply.header('cache-control', 'no-store');
      throw error;
    }
  }

  private async find({ headers, params }: TileGet, reply: FastifyReply): Promise<Tile> {
    const login = await this.logins.find(headers.cookie);
    if (!login) throw new DomainError('login.required', 'no valid login');
    const { slideId, z, channel } = params;
    const place = parseTileAddress(params.level, params.column, params.row);
    const address = z === undefined || channel === undefined ? place : parsePlaneAddress(z, channel, place);
    if (!address) throw notFound('tile');
    const { [PRIORITY]: priority, 'if-none-match': has } = headers;
    return this.tiles.tile({ personId: login.personId, slideId, address, has, urgency: urgencyOf(priority), gone: () => whenClosed(reply) });
  }
}

/** How urgent a request is, from 0 to 7 and 3 where it does not say (RFC 9218); past that a tile is fetched ahead. */
const PRIORITY = 'priority';
const AHEAD = /(?:^|[\s,])u=[4-7]/;

const urgencyOf = (priority: string | string[] | undefined): Urgency => (typeof priority === 'string' && AHEAD.test(priority) ? 'ahead' : 'seen');

/** Headers as node:http takes them fastest. The next person at the same browser has another cookie, and so must ask again. */
const CACHED = ['cache-control', 'private, max-age=31536000, immutable', 'vary', 'Cookie'];
const PICTURE = [...CACHED, 'x-content-type-options', 'nosniff', 'cross-origin-resource-policy', 'same-origin'];

/** Past Fastify's own sending, which would look for serialisers and hooks that a buffer does not have. */
function send(reply: FastifyReply, { etag, bytes, unchanged }: Tile): FastifyReply {
  reply.hijack();
  if (unchanged) reply.raw.writeHead(304, [...CACHED, 'etag', etag]).end();
  else if (!bytes) reply.raw.writeHead(204, CACHED).end();
  else reply.raw.writeHead(200, [...PICTURE, 'content-type', typeOf(bytes), 'etag', etag, 'content-length', String(bytes.length)]).end(bytes);
  return reply;
}

function whenClosed({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (raw.closed) controller.abort();
  else raw.once('close', () => controller.abort());
  return controller.signal;
}
