/**
 * Makes people who are signed in, with the server's own modules beside a running server. Prints `[{ id, cookie }]`.
 * usage: node seed-crowd.mjs <people>, with the server's variables.
 */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { IdentityModule, Logins, People } from '../../server/dist/identity/index.js';
import { Config, PlatformModule } from '../../server/dist/platform/index.js';
import { LOGIN_COOKIE, WireModule } from '../../server/dist/wire/index.js';

const require = createRequire(fileURLToPath(new URL('../../server/package.json', import.meta.url)));
const { NestFactory } = await import(pathToFileURL(require.resolve('@nestjs/core')).href);
const PASSWORD = 'a crowd of pathologists';

const app = await NestFactory.createApplicationContext({ module: class {}, imports: [PlatformModule.with(Config.parse()), WireModule, IdentityModule] }, { logger: ['error'] });
const crowd = [];
for (let index = 0; index < Number(process.argv[2]); index++) {
  const name = `crowd-${index}`;
  const { id } = await app.get(People).create({ name, displayName: `Reader ${index}`, password: PASSWORD });
  const { token } = await app.get(Logins).signIn({ name, password: PASSWORD }, { address: `127.1.0.${index}`, agent: 'crowd' });
  crowd.push({ id, cookie: `${LOGIN_COOKIE}=${token}` });
}
await app.close();
process.stdout.write(`${JSON.stringify(crowd)}\n`);
process.exit(0);
