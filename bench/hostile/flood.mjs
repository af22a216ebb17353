import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { longestBlockMs } from '../join/loop-watch.mjs';
import { rest, round } from '../measuring/pace.mjs';

/** As many as one person may have at once. */
const CONNECTIONS = 64;
const SETTLE_MS = 1_500;

/** Updates of 27 bytes that build on a struct which nobody will ever see: Yjs keeps each, and looks through all of them again for each. */
function waitingForEver(count) {
  const [document, updates] = [new Y.Doc(), []];
  document.on('update', (update) => updates.push(update));
  for (let i = 0; i <= count; i++) document.getMap('annotations').set(randomUUID(), i);
  return updates.slice(1);
}

const frameOf = (update) => encoding.encode((encoder) => {
  for (const number of [0, 2]) encoding.writeVarUint(encoder, number);
  encoding.writeVarUint8Array(encoder, update);
});

/**
 * Sends updates that can never be applied, in one burst over as many connections as a person may have. Returns the longest time in which the
 * server did nothing else, and what it burnt.
 *
 * @param {{ subject: import('../measuring/subject.mjs').Subject, url: string, cookie: string, updates: number }} flood
 */
export async function flood({ subject, url, cookie, updates }) {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    const socket = new WebSocket(url, { headers: { cookie }, perMessageDeflate: false });
    socket.on('error', () => undefined).on('message', () => undefined);
    await once(socket, 'open');
    return socket;
  }));
  const frames = waitingForEver(updates).map(frameOf);
  await rest(SETTLE_MS);
  await longestBlockMs(subject);
  const cpuBefore = subject.cpuSeconds();
  frames.forEach((frame, index) => sockets[index % CONNECTIONS].send(frame));
  await rest(SETTLE_MS);
  const result = { loopMs: await longestBlockMs(subject), cpuMs: round((subject.cpuSeconds() - cpuBefore) * 1000, 0) };
  for (const socket of sockets) socket.terminate();
  return result;
}
