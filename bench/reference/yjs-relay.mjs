/**
 * The reference of the documents benchmark, after the fashion of y-websocket's server: every update is applied and at
 * once sent to all, its author included. No login, no checks, no storage, and so nothing to acknowledge. Prints its port.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocketServer } from 'ws';
import { readSyncMessage, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

const SYNC = 0;
const relay = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
const document = new Y.Doc();

document.on('update', (update) => {
  const frame = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    writeUpdate(encoder, update);
  });
  for (const socket of relay.clients) if (socket.readyState === socket.OPEN) socket.send(frame);
});

relay.on('connection', (socket) => socket.on('message', (data) => {
  const decoder = decoding.createDecoder(new Uint8Array(data));
  if (decoding.readVarUint(decoder) !== SYNC) return;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  readSyncMessage(decoder, encoder, document, socket);
  if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder));
}));
relay.on('listening', () => process.stdout.write(`${relay.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
