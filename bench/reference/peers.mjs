/**
 * What the sockets are measured beside, each in a process of its own. `dialect` says how its wire differs from y-websocket's:
 * `prefix` stands before every message, `opening` is said first, and who is `mute` answers no question.
 *
 * | peer | checks | keeps |
 * |---|---|---|
 * | `@y/websocket-server` 0.1.1 | nothing | memory, its default |
 * | Hocuspocus 3.4.4, the last for Node 20 | nothing, its default | SQLite, 2 to 10 s later |
 * | a bare `ws` relay | nothing | nothing |
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as encoding from 'lib0/encoding';
import { Subject } from '../measuring/subject.mjs';
import { installed } from './installed.mjs';

const YJS = 'yjs@13.6.33';
const DOCUMENT = 'bench';
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tell = (text) => console.error(text);
const bytes = (write) => encoding.encode(write);

const AUTHENTICATION = 2;
const TOKEN = 0;
export const PLAIN = { prefix: new Uint8Array() };
const HOCUSPOCUS = {
  prefix: bytes((encoder) => encoding.writeVarString(encoder, DOCUMENT)),
  opening: bytes((encoder) => {
    for (const number of [AUTHENTICATION, TOKEN]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, 'anyone');
  }),
};

/** A peer that is running. `stop` also removes what it kept. */
const running = (subject, port, dialect, forget = () => undefined) => ({ subject, dialect, url: `ws://127.0.0.1:${port}/${DOCUMENT}`, stop: () => subject.stop().then(forget) });

export const PEERS = {
  'y-websocket-server': {
    name: '@y/websocket-server',
    async start(environment = {}) {
      const folder = await installed('@y/websocket-server', '0.1.1', [YJS], tell);
      const port = await freePort();
      const subject = new Subject(`${folder}/node_modules/@y/websocket-server/src/server.js`, { HOST: '127.0.0.1', PORT: String(port), ...environment });
      await subject.firstLine();
      return running(subject, port, PLAIN);
    },
  },
  hocuspocus: {
    name: 'Hocuspocus',
    async start() {
      const folder = await installed('@hocuspocus/server', '3.4.4', ['@hocuspocus/extension-database@3.4.4', YJS, 'y-protocols@1.0.7'], tell);
      const kept = await mkdtemp(join(tmpdir(), 'parfocal-bench-hocuspocus-'));
      const subject = new Subject(here('./hocuspocus.mjs'), {}, [folder, join(kept, 'documents.sqlite')]);
      return running(subject, await subject.firstLine(), HOCUSPOCUS, () => rm(kept, { recursive: true, force: true }));
    },
  },
  relay: {
    name: 'bare ws relay',
    async start() {
      const subject = new Subject(here('./relay.mjs'), {});
      return running(subject, await subject.firstLine(), { ...PLAIN, mute: true });
    },
  },
};

/** For a server that takes no 0 and prints no port. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
