import type { Server } from 'socket.io';
import type { WebSocket } from 'ws';

/** Unsent bytes (UTF-16 units, nearly all of them ASCII) at which a receiver counts as stalled; the documents lane has the same measure. */
const STALLED_BYTES = 8 * 1024 * 1024;

/** As much of an engine.io connection as is needed here: its one transport is a WebSocket. */
interface Line {
  readonly transport: { readonly socket?: Pick<WebSocket, 'terminate'> };
  on(event: 'packetCreate', listener: (packet: { data?: { length: number } }) => void): void;
  on(event: 'drain', listener: () => void): void;
}

/**
 * Cuts off who stays connected and does not read. engine.io hands on all that waits whenever the line is free, keeps
 * whatever comes meanwhile, and has no limit for it: answering its pings is enough to stay.
 */
export function cutOffStalledReaders(server: Server): void {
  server.engine.on('connection', (line: Line) => {
    let unsent = 0;
    line.on('drain', () => (unsent = 0));
    line.on('packetCreate', ({ data }) => {
      unsent += data?.length ?? 0;
      if (unsent > STALLED_BYTES) line.transport.socket?.terminate();
    });
  });
}
