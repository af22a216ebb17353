/**
 * `npm start [-- folder-of-slides]`: everything between a fresh clone and a running Parfocal, without root.
 * Each step does nothing when its work is already done, so the second start takes seconds.
 *
 * The demonstration is on with the embedded database, and off (unless DEMO=1) where DATABASE_URL names another one.
 */
import { resolve } from 'node:path';
import { build } from './steps/build.mjs';
import { slidesFolder } from './steps/demonstration.mjs';
import { checkNode } from './steps/node-version.mjs';
import { installPackages } from './steps/packages.mjs';
import { root } from './steps/root.mjs';
import { runServer } from './steps/server.mjs';
import { explain, step } from './steps/step.mjs';
import { prepareInBackground } from './voice/background.mjs';

async function start() {
  const slides = await slidesFolder(process.argv[2]);
  const dataDir = resolve(root, process.env.DATA_DIR ?? 'data');
  const voiceState = resolve(dataDir, 'voice-worker.json');

  await step('Node', checkNode);
  await step('Packages', installPackages);
  await step('Build', build);
  await step('Voice worker', () => prepareInBackground(voiceState));

  return runServer({
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    DATA_DIR: dataDir,
    DEMO: process.env.DEMO ?? (process.env.DATABASE_URL ? '0' : '1'),
    VOICE_WORKER_STATE: voiceState,
    ...(slides && { DEMO_SLIDES: slides }),
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
