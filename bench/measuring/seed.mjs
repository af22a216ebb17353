/**
 * Fills an empty data folder, with the server's own modules, with people who are signed in and open sessions, each of a case of its own with
 * one slide, that all of them may join. Prints `{ sessions: [{ sessionId, caseId, slideId }], cookies, personIds }`.
 * usage: node seed.mjs <people> <sessions>, with the server's variables.
 */
import { randomUUID } from 'node:crypto';
import { createApp } from '../../server/dist/app/index.js';
import { Cases } from '../../server/dist/cases/index.js';
import { Logins, People } from '../../server/dist/identity/index.js';
import { Config, Database } from '../../server/dist/platform/index.js';
import { Sessions } from '../../server/dist/session/index.js';
import { LOGIN_COOKIE } from '../../server/dist/wire/index.js';

const PASSWORD = 'bench mark pass phrase';
const LEVEL = { widthPx: 100_000, heightPx: 100_000, tileWidthPx: 256, tileHeightPx: 256, columns: 391, rows: 391, downsample: 1 };
const IMAGE = { format: 'generic-tiff', widthPx: 100_000, heightPx: 100_000, mppX: 0.25, mppY: 0.25, objectivePower: 40, zPlanes: 1, channels: 1, levels: [LEVEL] };

const app = await createApp(Config.parse(), false);
await app.init();

async function signedIn(index) {
  const name = `person-${index}`;
  const { id } = await app.get(People).create({ name, displayName: name, password: PASSWORD });
  const { token } = await app.get(Logins).signIn({ name, password: PASSWORD }, { address: `127.1.0.${index}`, agent: 'bench' });
  return { id, cookie: `${LOGIN_COOKIE}=${token}` };
}

/** The record of a slide; nobody asks for its pixels here. */
async function slide() {
  const record = { id: randomUUID(), name: 'bench', file: 'none', bytes: 0, digest: '0'.repeat(64), state: 'ready', image: JSON.stringify(IMAGE), createdAt: Date.now() };
  const columns = Object.keys(record).map((column) => `"${column}"`).join(', ');
  await app.get(Database).write((manager) => manager.query(`INSERT INTO slide (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, Object.values(record)));
  return record.id;
}

const [host, ...others] = await Promise.all(Array.from({ length: Number(process.argv[2]) }, (_, index) => signedIn(index)));

async function session(index) {
  const cases = app.get(Cases);
  const caseId = await cases.create(host.id, { accession: `BENCH-${index}`, title: 'bench', question: '' });
  const slideId = await slide();
  await cases.addSlide(caseId, slideId);
  for (const { id } of others) await cases.putMember(caseId, id, 'expert');
  const { id: sessionId } = await app.get(Sessions).open(host.id, caseId, slideId);
  return { sessionId, caseId, slideId };
}

const sessions = [];
for (let index = 0; index < Number(process.argv[3]); index++) sessions.push(await session(index));
await app.close();
process.stdout.write(`${JSON.stringify({ sessions, cookies: [host, ...others].map(({ cookie }) => cookie), personIds: [host, ...others].map(({ id }) => id) })}\n`);
process.exit(0);
