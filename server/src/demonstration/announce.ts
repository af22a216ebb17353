import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Demonstration } from './demonstration.service.js';

/** Prints, for the person at the terminal, where to go and how to sign in. */
export async function announce(app: NestFastifyApplication): Promise<void> {
  const signIns = await app.get(Demonstration).signIns();
  const lines = signIns.map(({ name, password, displayName }) => `    ${name.padEnd(10)} ${password}    ${displayName}`);
  const address = (await app.getUrl()).replace('[::1]', 'localhost');
  process.stdout.write(`\n  Parfocal is at  ${address}\n${lines.length ? `\n  Sign in as\n${lines.join('\n')}\n` : ''}\n`);
}
