/**
 * Fills an empty data folder, with the server's own modules, with someone who is signed in and may see the slides.
 * Prints `{ cookie, slides: [{ slideId, levels }] }`. usage: node seed.mjs <slide file> …, with the server's variables.
 */
import { createApp } from '../../server/dist/app/index.js';
import { Cases } from '../../server/dist/cases/index.js';
import { Logins, People } from '../../server/dist/identity/index.js';
import { Imports } from '../../server/dist/ingest/index.js';
import { Config } from '../../server/dist/platform/index.js';
import { Slides } from '../../server/dist/slides/index.js';
import { LOGIN_COOKIE } from '../../server/dist/wire/index.js';

const SIGN_IN = { name: 'bench', password: 'bench mark pass phrase' };

const app = await createApp(Config.parse(), false);
await app.init();
const { id } = await app.get(People).create({ ...SIGN_IN, displayName: 'bench' });
const { token } = await app.get(Logins).signIn(SIGN_IN, { address: '127.0.0.1', agent: 'bench' });
const cases = app.get(Cases);
const caseId = await cases.create(id, { accession: 'BENCH', title: 'bench', question: '' });
const slides = [];
for (const path of process.argv.slice(2)) {
  const { id: slideId } = await app.get(Imports).importSlide(path);
  await cases.addSlide(caseId, slideId);
  const { image } = await app.get(Slides).detail(slideId);
  slides.push({ slideId, levels: image.levels });
}
await app.close();
process.stdout.write(`${JSON.stringify({ cookie: `${LOGIN_COOKIE}=${token}`, slides })}\n`);
process.exit(0);
