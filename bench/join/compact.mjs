/** Puts a snapshot in the place of all rows of a document, with the server's own modules and while no server runs. usage: node compact.mjs <document>, with the server's variables. */
import { createApp } from '../../server/dist/app/index.js';
import { DocumentLog } from '../../server/dist/documents/document-log.service.js';
import { Config } from '../../server/dist/platform/index.js';

const app = await createApp(Config.parse(), false);
await app.init();
const log = app.get(DocumentLog);
const [, document] = process.argv.slice(1);
await log.compact(document, (await log.load(document)).seq);
await app.close();
process.exit(0);
