/**
 * `npm test`: everything that must hold, on a fresh machine too. Installs what is missing (through apt only as root), then checks in
 * order; a check that fails does not keep the later ones from running. The last line is `N passed, N failed, N skipped`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checks } from './steps/checks.mjs';
import { endOnSignals, undoAll, undoAtEnd } from './steps/interrupt.mjs';
import { jest } from './steps/jest.mjs';
import { findChromium, prepareMachine } from './steps/machine.mjs';
import { checkNode } from './steps/node-version.mjs';
import { installPackages } from './steps/packages.mjs';
import { playwright } from './steps/playwright.mjs';
import { startPostgres } from './steps/postgres.mjs';
import { buildCheck, eslint, moduleMap, typeCheck } from './steps/quality.mjs';
import { StepFailed } from './steps/step.mjs';
import { prepareWorker } from './voice/prepare.mjs';

/** A busy machine is no failure: a test that hangs is one after this. */
const PATIENCE = ['--testTimeout', '30000'];
const MEDIUM = ['--selectProjects', 'server', '--testMatch', '**/*.medium.spec.ts', '--maxWorkers', '100%', ...PATIENCE];
const UNIT = ['--testPathIgnorePatterns', 'medium\\.spec', '--maxWorkers', '100%', ...PATIENCE];

/** Runs all checks in order; returns early only where nothing could run at all. */
async function check(checks, reports) {
  if (!(await checks.prepare('Node', checkNode))) return;
  if (!(await checks.prepare('Packages', installPackages))) return;
  await checks.prepare('Machine', prepareMachine);
  let worker = {};
  await checks.prepare('Voice worker', async () => {
    const prepared = await prepareWorker();
    if ('reason' in prepared) throw new StepFailed(prepared.reason);
    worker = { MEDIASOUP_WORKER_BIN: prepared.bin };
    return `from ${prepared.from}`;
  });

  await checks.run('Type-check', typeCheck);
  await checks.run('Lint', eslint);
  await checks.run('Module map', moduleMap);
  await checks.run('Unit', () => jest('unit', UNIT, { reports }));
  await checks.run('Medium, SQLite', () => jest('medium-sqlite', MEDIUM, { reports, env: { ...worker, TEST_DATABASE_URL: undefined } }));
  await checks.run('Medium, PostgreSQL', async () => {
    const postgres = await startPostgres();
    try {
      return await jest('medium-postgres', MEDIUM, { reports, env: { ...worker, TEST_DATABASE_URL: postgres.url } });
    } finally {
      await postgres.stop();
    }
  });
  if (!(await checks.run('Build', buildCheck))) return; // the browser would be shown an older build
  const chromium = await findChromium();
  await checks.run('End-to-end', () => playwright({ reports, env: { ...worker, ...(chromium && { CHROMIUM: chromium }) } }));
}

endOnSignals();
const reports = await mkdtemp(join(tmpdir(), 'parfocal-test-'));
undoAtEnd(() => rm(reports, { recursive: true, force: true }));
const checks = new Checks();
await check(checks, reports);
await undoAll();
process.exit(checks.end());
