import 'reflect-metadata';
import { createApp } from '../../app/index.js';
import { Config, createLog, PinoLogger } from '../../platform/index.js';
import { IngestSteps } from '../ingest-steps.js';
import type { Step } from '../steps/step.js';

/** The whole server, killed when the step named on its command line has done its work and nobody has noted that yet: the worst of moments. */
async function main(doomed: string | undefined): Promise<void> {
  const config = Config.parse();
  const app = await createApp(config, new PinoLogger(createLog('silent')));
  const steps = app.get(IngestSteps);
  const real = steps.of.bind(steps);
  steps.of = (name): Step => {
    if (name !== doomed) return real(name);
    return async (work) => {
      await real(name)(work);
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    };
  };
  await app.listen(0, '127.0.0.1');
  process.stdout.write(`${await app.getUrl()}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
