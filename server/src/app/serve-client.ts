import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { CLIENT_DIST } from './paths.js';

const OWN = /^\/(api|assets|collab|health|socket\.io)(\/|\?|$)/;

/** Serves the built client; every path that is a page of it answers with its one HTML file. */
export async function serveClient(app: NestFastifyApplication): Promise<void> {
  if (!existsSync(join(CLIENT_DIST, 'index.html'))) return;
  await app.register(staticFiles, {
    root: CLIENT_DIST,
    wildcard: false,
    index: false,
    // Built files carry their digest in their name.
    setHeaders: (reply, path) => void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  // Whatever is no file and none of the server's own is a page of the client, which has one for what it does not know.
  fastify.get('/*', (request, reply) => {
    if (OWN.test(request.url)) return reply.callNotFound();
    return reply.sendFile('index.html', { maxAge: 0, immutable: false });
  });
}
