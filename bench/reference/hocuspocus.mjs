/**
 * Hocuspocus, with its own Database extension and its own defaults: it acknowledges once a change is in memory, and stores the whole document in
 * SQLite two seconds after the last change, ten at most. (Its SQLite extension is the same with a driver that has to be
 * downloaded from elsewhere.) Prints its port. usage: node hocuspocus.mjs <folder that it is installed in> <file of the database>
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Sqlite from 'libsql';

const [folder, file] = process.argv.slice(2);
const from = createRequire(join(folder, 'package.json'));
const { Server } = from('@hocuspocus/server');
const { Database } = from('@hocuspocus/extension-database');

const sqlite = new Sqlite(file);
sqlite.exec('CREATE TABLE document (name TEXT PRIMARY KEY, state BLOB NOT NULL)');
const read = sqlite.prepare('SELECT state FROM document WHERE name = ?');
const write = sqlite.prepare('INSERT INTO document (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state');

const database = new Database({
  fetch: ({ documentName }) => Promise.resolve(read.get(documentName)?.state ?? null),
  store: ({ documentName, state }) => Promise.resolve(void write.run(documentName, state)),
});
const server = new Server({ address: '127.0.0.1', port: 0, quiet: true, stopOnSignals: false, extensions: [database] });
await server.listen();
process.stdout.write(`${server.address.port}\n`);
process.on('SIGTERM', () => process.exit(0));
