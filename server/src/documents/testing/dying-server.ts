import 'reflect-metadata';
import type { EntityManager } from 'typeorm';
import { createApp } from '../../app/index.js';
import { Config, createLog, PinoLogger } from '../../platform/index.js';
import { Snapshots } from '../snapshots/snapshots.service.js';

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

/** The statements of a snapshot by their names; the server is killed instead of the `count`th of `kind`. */
function dying(manager: EntityManager, kind: string, count: number): EntityManager {
  let left = count;
  return new Proxy(manager, {
    get: (target, name) => {
      const real: unknown = Reflect.get(target, name);
      if (typeof real !== 'function') return real;
      return (...given: unknown[]): unknown => (name === kind && --left === 0 ? die() : Reflect.apply(real, target, given));
    },
  });
}

/**
 * The whole server, killed in the middle of the first snapshot that it writes, instead of a statement: `insert 3` (two of
 * its parts are written), `upsert 1` (all are, but not the number that says so), `delete 1` (the old parts are still there).
 * With any other, when nothing is left but to take the rows away.
 */
async function main(kind: string, count: number): Promise<void> {
  const app = await createApp(Config.parse(), new PinoLogger(createLog('silent')));
  const snapshots = app.get(Snapshots);
  const real = snapshots.replace.bind(snapshots);
  snapshots.replace = async (manager, ...rest) => {
    await real(dying(manager, kind, count), ...rest);
    return die();
  };
  await app.listen(0, '127.0.0.1');
  process.stdout.write(`${await app.getUrl()}\n`);
}

main(process.argv[2] ?? '', Number(process.argv[3])).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
