import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';
import { tally } from './tally.mjs';

/** Counts a Playwright report. A test that passed only on a second try counts as failed, and so does a run in which nothing ran. */
export function countPlaywright({ stats, errors }, code) {
  const failed = stats.unexpected + stats.flaky + errors.length;
  const silentFailure = failed === 0 && (code !== 0 || stats.expected === 0) ? 1 : 0;
  return tally(stats.expected, failed + silentFailure, stats.skipped);
}

/**
 * Runs the end-to-end tests and counts from Playwright's JSON report.
 * @param {{ reports: string, env?: Record<string, string> }} options `reports`: a folder for the JSON report
 */
export async function playwright({ reports, env }) {
  const file = join(reports, 'e2e.json');
  const { code, output } = await runNode(inRoot('node_modules/.bin/playwright'), ['test'], {
    cwd: inRoot('e2e'), env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  return { ...(report ? countPlaywright(report, code) : tally(0, 1)), output };
}
