/**
 * How long a pathologist waits: a real browser on a slide of 20,000 px over a line of 20 Mbit/s and 40 ms, from the act (a click, a
 * key) until every visible tile is sharp. Beside the published thresholds of what pathologists accept: 4 s to open a case, 1 s to
 * change slides, 0.25 s to the next field.
 *
 * npm run bench -- reading [--side 20000] [--rounds 5] [--mbit 20] [--round-trip 40] [--dwell 1000]
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { findChromium } from '../scripts/steps/machine.mjs';
import { Subject } from './measuring/subject.mjs';
import { shapedLink } from './reading/shaped-link.mjs';
import { installStopwatch, untilSharp } from './reading/stopwatch.mjs';
import { cachedSlide } from './tiles/slide.mjs';

const { values: flags } = parseArgs({
  options: {
    side: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' }, mbit: { type: 'string', default: '20' },
    'round-trip': { type: 'string', default: '40' }, dwell: { type: 'string', default: '1000' },
  },
});
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const run = promisify(execFile);
const { chromium } = createRequire(here('../e2e/package.json'))('@playwright/test');

/** Fields a round goes through at 10x, and steps of magnification: what a reader does between two cases. */
const FIELDS = ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowRight'];
const ZOOMS = ['4', '3', '2', '3', '4', '5'];
const SIZE = { width: 1440, height: 900 };
const THRESHOLDS = { caseOpenMs: [4000, 1500], slideSwitchMs: [1000, 500], nextFieldMs: [250, 150], zoomMs: [250, 150] };

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** One person at a browser that has the application but no tile of the slides yet. */
async function readThrough(browser, url, cookie, samples) {
  const context = await browser.newContext({ viewport: SIZE, locale: 'en', baseURL: url });
  await context.addCookies([{ ...cookie, url }]);
  await context.addInitScript(installStopwatch);
  const page = await context.newPage();
  await page.goto('/');
  const join = page.getByRole('button', { name: /^(Enter|Join) / }).last();
  await join.waitFor();
  await page.waitForLoadState('networkidle');
  await join.click();
  samples.caseOpenMs.push(await untilSharp(page));

  const press = async (key) => {
    await page.waitForTimeout(Number(flags.dwell));
    await page.keyboard.press(key);
    return untilSharp(page);
  };
  await press('3');
  for (const arrow of FIELDS) samples.nextFieldMs.push(await press(`Shift+${arrow}`));
  for (const key of ZOOMS) samples.zoomMs.push(await press(key));
  await page.waitForTimeout(Number(flags.dwell));
  await page.locator('footer').getByRole('button', { name: /other/i }).first().click();
  samples.slideSwitchMs.push(await untilSharp(page));
  await context.close();
}

const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const figures = (values) => ({ median: Math.round(quantile(values, 0.5)), p95: Math.round(quantile(values, 0.95)) });

const dataDir = await mkdtemp(join(tmpdir(), 'parfocal-bench-'));
const port = await freePort();
const line = { port, bitsPerSecond: Number(flags.mbit) * 1e6, roundTripMs: Number(flags['round-trip']) };
const link = await shapedLink(line);
const environment = { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port), VOICE_PORT: '0', LOG_LEVEL: 'warn', DATABASE_URL: '', DEMO: '0', PUBLIC_ORIGINS: link.url };
let server;
let browser;
try {
  const file = await cachedSlide(Number(flags.side), (text) => console.error(text));
  const { stdout } = await run(process.execPath, [here('./reading/seed.mjs')], { env: { ...process.env, ...environment } });
  const { caseId, cookie } = JSON.parse(stdout.trim().split('\n').at(-1));
  for (const name of ['First', 'Other']) {
    await run(process.execPath, [here('../server/dist/commands/slide.js'), 'import', file, '--name', name, '--case', 'BENCH'], { env: { ...process.env, ...environment } });
  }
  server = new Subject(here('../server/dist/main.js'), environment);
  const direct = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${direct}/health`).catch(() => undefined))?.ok) await new Promise((tick) => setTimeout(tick, 50));
  const headers = { cookie: `${cookie.name}=${cookie.value}`, 'content-type': 'application/json', origin: direct };
  const { slides } = await (await fetch(`${direct}/api/cases/${caseId}`, { headers })).json();
  const first = slides.find(({ name }) => name === 'First');
  const opened = await fetch(`${direct}/api/cases/${caseId}/session`, { method: 'POST', headers, body: JSON.stringify({ slideId: first.id }) });
  if (!opened.ok) throw new Error(`no session: ${opened.status} ${await opened.text()}`);

  browser = await chromium.launch({ executablePath: await findChromium(), args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'] });
  const samples = { caseOpenMs: [], slideSwitchMs: [], nextFieldMs: [], zoomMs: [] };
  for (let round = 0; round < Number(flags.rounds); round++) await readThrough(browser, link.url, cookie, samples);

  const result = Object.fromEntries(Object.entries(samples).map(([key, values]) => [key, figures(values)]));
  console.log(`${flags.side} x ${flags.side} px, ${flags.mbit} Mbit/s, ${flags['round-trip']} ms, window of ${SIZE.width} x ${SIZE.height}, ${flags.rounds} rounds, a look of ${flags.dwell} ms at each field.\n`);
  const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(28) : String(cell).padStart(14))).join(''));
  row('until every tile is sharp', 'median ms', 'p95 ms', 'goal ms', 'accepted ms', 'times');
  const names = { caseOpenMs: 'a case is opened', slideSwitchMs: 'another slide', nextFieldMs: 'the next field', zoomMs: 'another magnification' };
  for (const [key, { median, p95 }] of Object.entries(result)) row(names[key], median, p95, THRESHOLDS[key][1], THRESHOLDS[key][0], samples[key].length);
  console.log(`\n${JSON.stringify({ ...result, carriedMB: Math.round(link.carriedBytes() / 1e6) })}`);
} finally {
  await browser?.close();
  await server?.stop();
  link.close();
  await rm(dataDir, { recursive: true, force: true });
}
