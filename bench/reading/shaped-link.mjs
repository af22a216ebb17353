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
/** What an Ethernet frame holds of TCP. */
const PACKET_BYTES = 1_460;

/** One way of the line. What comes first leaves first: one timer for all that is under way. */
class Way {
  freeAtMs = 0;
  waitingBytes = 0;
  bytes = 0;
  underWay = [];

  constructor(bitsPerSecond, delayMs) {
    this.msPerByte = 8_000 / bitsPerSecond;
    this.delayMs = delayMs;
  }

  /** `arrive` is called when so many bytes, sent now, have come through. */
  pass(bytes, arrive) {
    this.freeAtMs = Math.max(performance.now(), this.freeAtMs) + bytes * this.msPerByte;
    this.bytes += bytes;
    this.waitingBytes += bytes;
    this.underWay.push({ atMs: this.freeAtMs + this.delayMs, bytes, arrive });
    if (this.underWay.length === 1) this.wait();
  }

  wait() {
    const [first] = this.underWay;
    if (first) setTimeout(() => this.deliver(), Math.max(0, first.atMs - performance.now()));
  }

  deliver() {
    const now = performance.now();
    while (this.underWay.length > 0 && this.underWay[0].atMs <= now + 0.5) {
      const { bytes, arrive } = this.underWay.shift();
      this.waitingBytes -= bytes;
      arrive();
    }
    this.wait();
  }
}

function carry(from, to, way) {
  const write = (packet) => to.destroyed || to.write(packet);
  from.on('data', (chunk) => {
    // In packets: a large chunk must not hold up the others' small ones for its whole length.
    for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
      const packet = chunk.subarray(at, at + PACKET_BYTES);
      way.pass(packet.length, () => write(packet));
    }
    if (way.waitingBytes < QUEUE_BYTES) return;
    from.pause();
    setTimeout(() => from.resume(), way.waitingBytes * way.msPerByte * 0.5);
  });
  from.on('end', () => way.pass(0, () => to.destroyed || to.end()));
  from.on('close', () => way.pass(0, () => to.destroy()));
}
