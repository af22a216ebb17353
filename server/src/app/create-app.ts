import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { acceptUploads } from '../ingest/index.js';
import type { Config } from '../platform/index.js';
import { SessionIoAdapter, Upgrades } from '../wire/index.js';
import { AppModule } from './app.module.js';
import { addSecurityHeaders } from './security-headers.js';
import { serveClient } from './serve-client.js';

/** Largest JSON body. Slides are streamed and have their own limit. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole server, ready to listen: what `main` runs is what the tests run. */
export async function createApp(config: Config, logger: LoggerService | false): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    // One proxy: what stands before its own word in X-Forwarded-For, anyone may have written.
    trustProxy: config.values.TRUST_PROXY ? (_address, hop) => hop === 0 : false,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 128 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, { logger, abortOnError: false });
  await addSecurityHeaders(app);
  acceptUploads(adapter.getInstance() as unknown as FastifyInstance);
  app.useWebSocketAdapter(new SessionIoAdapter(app));
  app.get(Upgrades).listen(app.getHttpServer());
  await serveClient(app);
  return app;
}
