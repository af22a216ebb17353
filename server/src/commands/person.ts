import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { IdentityModule, People } from '../identity/index.js';
import { Config, PlatformModule } from '../platform/index.js';
import { WireModule } from '../wire/index.js';
import { readSecret } from './read-secret.js';

const USAGE = 'Usage: npm run person -- add <sign-in name> <display name>\nThe password is read from the standard input, so that no history keeps it.';

/** `npm run person -- add`: makes an account. */
async function main([command, name, displayName]: string[]): Promise<void> {
  if (command !== 'add' || !name || !displayName) throw new Error(USAGE);
  const password = await readSecret('Password: ');
  const app = await NestFactory.createApplicationContext({ module: class {}, imports: [PlatformModule.with(Config.parse()), WireModule, IdentityModule] }, { logger: ['error'] });
  try {
    const person = await app.get(People).create({ name, displayName, password });
    process.stdout.write(`${person.displayName} can now sign in as ${name.toLowerCase()}.\n`);
  } finally {
    await app.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
