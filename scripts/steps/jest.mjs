import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';
import { tally } from './tally.mjs';

const NODE_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/**
 * Runs Jest and counts from its JSON report, never from its exit code alone: a suite that could not even be loaded has no
 * failed test but is a failure, and so is a run in which nothing ran.
 *
 * @param {string} name of the step; names the report
 * @param {string[]} args for Jest
 * @param {{ reports: string, env?: Record<string, string> }} options `reports`: a folder for the JSON report
 */
export async function jest(name, args, { reports, env }) {
  const report = join(reports, `${name}.json`);
  const { code, output } = await run(process.execPath, [...NODE_FLAGS, 'node_modules/.bin/jest', ...args, '--json', '--outputFile', report], { env });
  const counts = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
  if (!counts) return { ...tally(0, 1), output };

  const ran = counts.numPassedTests + counts.numFailedTests;
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  const silentFailure = failed === 0 && (code !== 0 || ran === 0) ? 1 : 0;
  return { ...tally(counts.numPassedTests, failed + silentFailure, counts.numPendingTests + counts.numTodoTests), output: words(counts) || output };
}

/** The failures as Jest words them; its standard output holds the JSON report too, which nobody wants to read. */
function words({ testResults }) {
  return testResults.map(({ name, message }) => message && `${name}\n${message}`).filter(Boolean).join('\n');
}
