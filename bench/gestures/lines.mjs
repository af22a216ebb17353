/**
 * The kinds of line that the load speaks through, as raw WebSockets: a hundred complete clients would take more of the
 * machine than what they measure. A line is `{ number, send(sequence), close() }`, and calls `hear(number, sequence)`.
 */
import { randomUUID } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import { decodeGestures, encodeGesture } from '../../shared/dist/protocol/index.js';

const SESSION = '/session,';
const AWARENESS = 1;

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
export function joinRelay({ url, index: sender, hear }) {
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

/**
 * The same as awareness, which is how pointers travel through servers of Yjs: a JSON state of pointer, view and name, with a clock that
 * says the how-manieth it is. Of a state that was left out by a newer one only the newer one comes.
 */
export function joinAwareness({ url, index, hear, dialect: { prefix, opening } }) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const say = (message) => socket.send(Buffer.concat([prefix, message]));
    const number = index + 1;
    const line = {
      number,
      send: (sequence) => say(awarenessOf(number, sequence)),
      close: () => socket.terminate(),
    };
    socket.on('error', fail);
    socket.on('open', () => {
      if (!opening) return done(line);
      // Who has to be let in first is in once anything is answered.
      socket.once('message', () => done(line));
      return say(opening);
    });
    socket.on('message', (data) => {
      if (hear && data[prefix.length] === AWARENESS) for (const [from, clock] of clocksIn(data.subarray(prefix.length + 1))) hear(from, clock - 1);
    });
  });
}

const awarenessOf = (client, sequence) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, encoding.encode((states) => {
    for (const value of [1, client, sequence + 1]) encoding.writeVarUint(states, value);
    encoding.writeVarString(states, JSON.stringify({ user: { name: `Person ${client}`, color: '#2563eb' }, ...gestureOf(sequence) }));
  }));
});

function clocksIn(bytes) {
  const states = decoding.createDecoder(decoding.readVarUint8Array(decoding.createDecoder(bytes)));
  return Array.from({ length: decoding.readVarUint(states) }, () => {
    const clock = [decoding.readVarUint(states), decoding.readVarUint(states)];
    states.pos += decoding.readVarUint(states);
    return clock;
  });
}
