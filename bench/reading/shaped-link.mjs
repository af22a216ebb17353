import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * A line to a server with a rate and a delay, as a hospital's is: all connections share it, each way has its own. A new connection
 * takes a round trip before anything passes, as TCP's handshake does.
 *
 * @param {{ port: number, bitsPerSecond: number, roundTripMs: number }} line
 */
export async function shapedLink({ port, bitsPerSecond, roundTripMs }) {
  const ways = { up: new Way(bitsPerSecond, roundTripMs / 2), down: new Way(bitsPerSecond, roundTripMs / 2) };
  const sockets = new Set();
  const server = createServer((near) => {
    near.pause();
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay());
      socket.on('close', () => sockets.delete(socket)).on('error', () => (near.destroy(), far.destroy()));
    }
    setTimeout(() => {
      carry(near, far, ways.up);
      carry(far, near, ways.down);
      near.resume();
    }, roundTripMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    carriedBytes: () => ways.down.bytes,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Bytes wait in line, then for the delay. What waits is bounded as a router's queue is: a sender that is ahead is paused. */
const QUEUE_BYTES = 256 * 1024;

class Way {
  freeAtMs = 0;
  waitingBytes = 0;
  bytes = 0;

  constructor(bitsPerSecond, delayMs) {
    this.msPerByte = 8_000 / bitsPerSecond;
    this.delayMs = delayMs;
  }

  /** When bytes that come now have passed. */
  pass(bytes) {
    const now = performance.now();
    this.freeAtMs = Math.max(now, this.freeAtMs) + bytes * this.msPerByte;
    this.bytes += bytes;
    return { lineFreeInMs: this.freeAtMs - now, thereInMs: this.freeAtMs + this.delayMs - now };
  }
}

function carry(from, to, way) {
  from.on('data', (chunk) => {
    // In packets: a large chunk must not hold up the others' small ones for its whole length.
    for (let at = 0; at < chunk.length; at += 1_460) {
      const packet = chunk.subarray(at, at + 1_460);
      const { lineFreeInMs, thereInMs } = way.pass(packet.length);
      way.waitingBytes += packet.length;
      setTimeout(() => (way.waitingBytes -= packet.length), lineFreeInMs);
      setTimeout(() => to.destroyed || to.write(packet), thereInMs);
    }
    if (way.waitingBytes < QUEUE_BYTES) return;
    from.pause();
    setTimeout(() => from.resume(), way.waitingBytes * way.msPerByte * 0.5);
  });
  from.on('end', () => setTimeout(() => to.destroyed || to.end(), way.delayMs + Math.max(0, way.freeAtMs - performance.now())));
  from.on('close', () => setTimeout(() => to.destroy(), way.delayMs + 1_000));
}
