import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';
import { tally } from './tally.mjs';

/**
 * Runs the end-to-end tests and counts from Playwright's JSON report. A test that passed only on a second try counts as failed.
 * @param {{ reports: string, env?: Record<string, string> }} options `reports`: a folder for the JSON report
 */
export async function playwright({ reports, env }) {
  const report = join(reports, 'e2e.json');
  const { code, output } = await runNode(inRoot('node_modules/.bin/playwright'), ['test'], {
    cwd: inRoot('e2e'), env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const counts = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
  if (!counts) return { ...tally(0, 1), output };

  const { expected, unexpected, flaky, skipped } = counts.stats;
  const failed = unexpected + flaky + counts.errors.length;
  const silentFailure = failed === 0 && (code !== 0 || expected === 0) ? 1 : 0;
  return { ...tally(expected, failed + silentFailure, skipped), output };
}
