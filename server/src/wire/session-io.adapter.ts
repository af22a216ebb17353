import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions, Socket } from 'socket.io';
import { OriginPolicy } from './origin.policy.js';
import { cutOffStalledReaders } from './stalled-readers.js';

/** Largest frame a session socket may send: an SDP-sized voice message, nothing bigger. */
const MAX_FRAME_BYTES = 64 * 1024;

/** Every gateway listens for the end of every socket, so that there are more listeners than Node takes for a leak. */
const MOST_LISTENERS = 40;

/** socket.io for the session lane: WebSocket only, no compression, no foreign page. */
export class SessionIoAdapter extends IoAdapter {
  private readonly origins: OriginPolicy;

  constructor(app: INestApplicationContext) {
    super(app);
    this.origins = app.get(OriginPolicy);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      // No long polling, so no sticky sessions.
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      // Compressed, even 40-byte frames go through zlib, and volatile positions arrive a few times in a hundred.
      perMessageDeflate: false,
      httpCompression: false,
      // engine.io would end the upgrades of the documents lane after a second.
      destroyUpgrade: false,
      connectTimeout: 5_000,
      // SPEC S24: no ghost is seen for ten seconds.
      pingInterval: 5_000,
      pingTimeout: 4_000,
      allowRequest: (request: IncomingMessage, answer: (error: string | null, allowed: boolean) => void) =>
        answer(null, this.origins.allows(request.headers)),
    } as ServerOptions) as Server;
    cutOffStalledReaders(server);
    return server;
  }

  override bindClientDisconnect(client: Socket, callback: Parameters<IoAdapter['bindClientDisconnect']>[1]): void {
    client.setMaxListeners(MOST_LISTENERS);
    super.bindClientDisconnect(client, callback);
  }

  /**
   * socket.io ends its own sockets and then waits for the HTTP server, which waits for whoever has sent half a request: the process would
   * stay for as long as they like. So what is neither answered nor one of our sockets is cut first.
   */
  override async close(server: Server): Promise<void> {
    const http = this.httpServer as HttpServer | undefined;
    if (http?.listening) http.close().closeAllConnections();
    await super.close(server);
  }
}
