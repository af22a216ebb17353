import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { OriginPolicy } from './origin.policy.js';

/** Takes over a WebSocket upgrade; `path` is what follows the prefix, without query. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer, path: string) => void;

/**
 * Deals out WebSocket upgrades by path. socket.io looks after its own; a path that nobody serves and a foreign
 * Origin are answered before any handshake.
 */
@Injectable()
export class Upgrades {
  private readonly handlers = new Map<string, UpgradeHandler>();

  constructor(private readonly origins: OriginPolicy) {}

  serve(prefix: string, handler: UpgradeHandler): void {
    this.handlers.set(prefix, handler);
  }

  listen(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => this.upgrade(request, socket, head));
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    if (path.startsWith('/socket.io/')) return;
    socket.on('error', () => socket.destroy());
    for (const [prefix, handler] of this.handlers) {
      if (!path.startsWith(`${prefix}/`)) continue;
      if (!this.origins.allows(request.headers)) return refuseUpgrade(socket, 403);
      return handler(request, socket, head, path.slice(prefix.length + 1));
    }
    refuseUpgrade(socket, 404);
  }
}

const REASONS = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

/** Answers an upgrade in HTTP and hangs up: Node lets go of a line only once both sides have ended it, and who was refused may never do so. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof REASONS): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
