/**
 * The barest reference of the sockets' benchmarks, what one writes first: every message goes to every other socket at once; no
 * login, no session, no checks, nothing kept. Prints its port and serves until it is told to stop.
 */
import { WebSocketServer } from 'ws';

const relay = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
relay.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => {
    for (const other of relay.clients) if (other !== socket && other.readyState === other.OPEN) other.send(data, { binary: isBinary });
  });
});
relay.on('listening', () => process.stdout.write(`${relay.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
