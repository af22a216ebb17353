import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';
import { tally } from './tally.mjs';

const NODE_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/**
 * Counts a Jest report, never trusting the exit code alone: a suite that could not even be loaded has no failed test but is a failure,
 * and so is a run in which nothing ran.
 */
export function countJest(report, code) {
  const ran = report.numPassedTests + report.numFailedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const silentFailure = failed === 0 && (code !== 0 || ran === 0) ? 1 : 0;
  return tally(report.numPassedTests, failed + silentFailure, report.numPendingTests + report.numTodoTests);
}

/** The failures as Jest words them; its standard output holds the JSON report too, which nobody wants to read. */
const words = ({ testResults }) => testResults.map(({ name, message }) => message && `${name}\n${message}`).filter(Boolean).join('\n');

/**
 * Runs Jest and counts from its JSON report.
 * @param {string} name of the step; names the report
 * @param {string[]} args for Jest
 * @param {{ reports: string, env?: Record<string, string | undefined> }} options `reports`: a folder for the JSON report
 */
export async function jest(name, args, { reports, env }) {
  const file = join(reports, `${name}.json`);
  const { code, output } = await run(process.execPath, [...NODE_FLAGS, 'node_modules/.bin/jest', ...args, '--json', '--outputFile', file], { env });
  const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (!report) return { ...tally(0, 1), output };
  return { ...countJest(report, code), output: words(report) || output };
}
