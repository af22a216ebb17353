import type {} from '@fastify/helmet';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, LoginSource, notFound } from '../wire/index.js';
import { Abandoned } from './fair-queue.js';
import { parseTileAddress } from './tile-path.js';
import { type Tile, Tiles } from './tiles.service.js';

interface TileParams {
  readonly slideId: string;
  readonly level: string;
  readonly column: string;
  readonly row: string;
}

type TileGet = FastifyRequest<{ Params: TileParams }>;

/**
 * GET /api/slides/:slideId/tiles/:level/:column/:row, the one hot route, on Fastify itself: Nest's pipeline of guards,
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
    fastify.get<{ Params: TileParams }>('/api/slides/:slideId/tiles/:level/:column/:row', options, (request, reply) => this.answer(request, reply));
  }

  private async answer(request: TileGet, reply: FastifyReply): Promise<FastifyReply> {
    try {
      return send(reply, await this.find(request, reply));
    } catch (error) {
      if (error instanceof Abandoned) return reply.hijack();
      void reply.header('cache-control', 'no-store');
      throw error;
    }
  }

  private async find({ headers, params: { slideId, level, column, row } }: TileGet, reply: FastifyReply): Promise<Tile> {
    const login = await this.logins.find(headers.cookie);
    if (!login) throw new DomainError('login.required', 'no valid login');
    const address = parseTileAddress(level, column, row);
    if (!address) throw notFound('tile');
    return this.tiles.tile({ personId: login.personId, slideId, address, has: headers['if-none-match'], gone: () => whenClosed(reply) });
  }
}

/** Headers as node:http takes them fastest. The next person at the same browser has another cookie, and so must ask again. */
const CACHED = ['cache-control', 'private, max-age=31536000, immutable', 'vary', 'Cookie'];
const PICTURE = [...CACHED, 'content-type', 'image/jpeg', 'x-content-type-options', 'nosniff', 'cross-origin-resource-policy', 'same-origin'];

/** Past Fastify's own sending, which would look for serialisers and hooks that a buffer does not have. */
function send(reply: FastifyReply, { etag, bytes, unchanged }: Tile): FastifyReply {
  reply.hijack();
  if (unchanged) reply.raw.writeHead(304, [...CACHED, 'etag', etag]).end();
  else if (!bytes) reply.raw.writeHead(204, CACHED).end();
  else reply.raw.writeHead(200, [...PICTURE, 'etag', etag, 'content-length', String(bytes.length)]).end(bytes);
  return reply;
}

function whenClosed({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (raw.closed) controller.abort();
  else raw.once('close', () => controller.abort());
  return controller.signal;
}
