import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';

/**
 * Whose pages may talk to us. A browser names the page's origin on every WebSocket upgrade and every request that
 * changes something, and no page can forge it; neither socket.io's `cors` nor y-websocket looks at it on an upgrade.
 * A client that sends none is no browser, so nobody's cookie is being borrowed.
 */
@Injectable()
export class OriginPolicy {
  constructor(private readonly config: Config) {}

  allows({ origin, host, 'x-forwarded-host': forwardedHost }: IncomingHttpHeaders): boolean {
    if (origin === undefined) return true;
    if (this.config.publicOrigins.includes(origin)) return true;
    const asked = this.config.values.TRUST_PROXY && typeof forwardedHost === 'string' ? forwardedHost : host;
    return asked !== undefined && (origin === `http://${asked}` || origin === `https://${asked}`);
  }
}
