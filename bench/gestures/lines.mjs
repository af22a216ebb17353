/**
 * The two kinds of line that the load speaks through, as raw WebSockets: a hundred complete socket.io clients would take
 * more of the machine than what they measure. A line is `{ send(sequence), close() }`, and calls `hear(sender, sequence)`.
 */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { decodeGestures, encodeGesture } from '../../shared/dist/protocol/index.js';

const SESSION = '/session,';

/** Pointer and view; the sequence number hides in the pointer's x, in whole pixels. */
const gestureOf = (sequence) => ({ pointer: { x: sequence, y: 54_321.25 }, view: { x: 50_000, y: 40_000, resolution: 4.2, rotation: 0.3, widthPx: 1600, heightPx: 1000 } });

/** Joins the session like the browser does: engine.io 4, socket.io 5, login cookie, handshake. */
export function joinSession({ url, cookie, sessionId, hear }) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`, { headers: { cookie }, perMessageDeflate: false });
    const line = {
      send: (sequence) => socket.send(`42${SESSION}["gesture","${encodeGesture(gestureOf(sequence))}"]`),
      close: () => socket.terminate(),
    };
    socket.on('error', fail);
    socket.on('message', (data) => {
      // A line that is no probe only counts as a reader; it need not understand.
      if (data[0] === 0x34 && data[1] === 0x32 && hear === undefined && line.number !== undefined) return;
      const text = data.toString();
      if (text[0] === '0') socket.send(`40${SESSION}${JSON.stringify({ sessionId, tabId: randomUUID() })}`);
      else if (text === '2') socket.send('3');
      else if (text.startsWith(`44${SESSION}`)) fail(new Error(text));
      else if (text.startsWith(`42${SESSION}`)) understand(JSON.parse(text.slice(2 + SESSION.length)));
    });
    const understand = ([event, body]) => {
      if (event === 'session:welcome') {
        line.number = body.peers.find(({ peerId }) => peerId === body.you).number;
        done(line);
      } else if (event === 'session:ended') fail(new Error(body.code));
      else if (event === 'gestures' && hear) for (const { number, pointer } of decodeGestures(body)) hear(number, pointer.x);
    };
  });
}

const RELAYED_BYTES = 30;

/** The same through the bare relay: 30 bytes, of which six say whose it is and the how-manieth. */
export function joinRelay({ url, sender, hear }) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const line = {
      number: sender,
      send: (sequence) => {
        const bytes = Buffer.alloc(RELAYED_BYTES);
        bytes.writeUInt16LE(sender, 0);
        bytes.writeUInt32LE(sequence, 2);
        socket.send(bytes);
      },
      close: () => socket.terminate(),
    };
    socket.on('error', fail);
    socket.on('open', () => done(line));
    if (hear) socket.on('message', (data) => hear(data.readUInt16LE(0), data.readUInt32LE(2)));
    else socket.on('message', () => undefined);
  });
}
