import 'reflect-metadata';
import { createApp } from './app/index.js';
import { announce } from './demonstration/index.js';
import { Config, createLog, PinoLogger } from './platform/index.js';

/**
 * A container engine kills after ten seconds. What was acknowledged is stored long before; only a database that neither
 * answers nor hangs up can keep us so long.
 */
const SHUTDOWN_MS = 9_000;

function endInTime(log: ReturnType<typeof createLog>): void {
  const deadline = (): void => {
    setTimeout(() => {
      log.error('the shutdown takes too long; ending');
      process.exit(1);
    }, SHUTDOWN_MS).unref();
  };
  process.once('SIGTERM', deadline).once('SIGINT', deadline);
}

/** Starts the server, or says in words why it cannot. */
async function main(): Promise<void> {
  const config = Config.parse();
  const log = createLog(config.values.LOG_LEVEL);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  const app = await createApp(config, new PinoLogger(log));
  app.enableShutdownHooks();
  endInTime(log);
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
