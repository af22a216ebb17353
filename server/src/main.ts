import 'reflect-metadata';
import { createApp } from './app/index.js';
import { announce } from './demonstration/index.js';
import { Config, createLog, PinoLogger } from './platform/index.js';

/** Starts the server, or says in words why it cannot. */
async function main(): Promise<void> {
  const config = Config.parse();
  const log = createLog(config.values.LOG_LEVEL);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  const app = await createApp(config, new PinoLogger(log));
  app.enableShutdownHooks();
  const { HOST, PORT } = config.values;
  await app.listen(PORT, HOST);
  log.info({ address: await app.getUrl() }, 'listening');
  await announce(app);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
  // A half-started server holds timers and sockets that would keep the process alive.
  setTimeout(() => process.exit(1), 1_000).unref();
});
