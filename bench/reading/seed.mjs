/** Fills an empty data folder with someone who can sign in and has a case. Prints `{ caseId, cookie }`. With the server's variables. */
import { createApp } from '../../server/dist/app/index.js';
import { Cases } from '../../server/dist/cases/index.js';
import { Logins, People } from '../../server/dist/identity/index.js';
import { Config } from '../../server/dist/platform/index.js';
import { LOGIN_COOKIE } from '../../server/dist/wire/index.js';

const SIGN_IN = { name: 'reader', password: 'bench mark pass phrase' };

const app = await createApp(Config.parse(), false);
await app.init();
const { id } = await app.get(People).create({ ...SIGN_IN, displayName: 'reader' });
const { token } = await app.get(Logins).signIn(SIGN_IN, { address: '127.0.0.1', agent: 'bench' });
const caseId = await app.get(Cases).create(id, { accession: 'BENCH', title: 'Reading', question: '' });
await app.close();
process.stdout.write(`${JSON.stringify({ caseId, cookie: { name: LOGIN_COOKIE, value: token } })}\n`);
process.exit(0);
