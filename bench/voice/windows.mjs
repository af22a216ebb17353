/** Two real browser windows in the room, one of which speaks: from the one's microphone to the other's ears. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { percentile } from '../documents/ledger.mjs';
import { rest, round } from '../measuring/pace.mjs';
import { beeps, PERIOD_MS } from './beeps.mjs';
import { LISTEN, onsets, received } from './taps.mjs';

const { chromium } = createRequire(new URL('../../e2e/package.json', import.meta.url))('@playwright/test');
/** Small, so that painting takes little from the sound where there is no graphics card. */
const VIEWPORT = { width: 800, height: 600 };

/** What all cores of the machine have done so far, in ticks: windows, room, load and whatever else there is. */
function cores() {
  const [user, nice, system, idle, waiting, ...others] = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number);
  const busy = user + nice + system + others.reduce((sum, ticks) => sum + ticks, 0);
  return { busy, all: busy + idle + waiting };
}

export class Windows {
  static async open(executablePath, folder) {
    const file = join(folder, 'beeps.wav');
    await writeFile(file, beeps());
    return new Windows(await chromium.launch({
      executablePath,
      args: [
        '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${file}`, '--autoplay-policy=no-user-gesture-required',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost', '--disable-background-networking', '--no-first-run',
      ],
    }));
  }

  constructor(browser) {
    this.browser = browser;
  }

  /** A page of this server's origin, for whoever needs no more. */
  async page(url) {
    const page = await this.browser.newPage();
    await page.goto(url);
    return page;
  }

  /** Two people enter the session and its voice. */
  async join(url, sessionId, cookies) {
    [this.mouth, this.ear] = await Promise.all(cookies.map(async (cookie) => {
      const context = await this.browser.newContext({ viewport: VIEWPORT, locale: 'en', permissions: ['microphone'], bypassCSP: true });
      const [name, value] = cookie.split('=');
      await context.addCookies([{ name, value, url }]);
      const page = await context.newPage();
      await page.addInitScript(LISTEN);
      await page.goto(`${url}/s/${sessionId}`);
      await page.getByRole('button', { name: /^Join voice/ }).click();
      await page.getByRole('button', { name: 'Leave voice' }).waitFor();
      return page;
    }));
    await this.mouth.getByRole('button', { name: 'Unmute', exact: true }).click();
    await this.mouth.getByRole('button', { name: 'Mute', exact: true }).waitFor();
  }

  /** From the first tone that is heard on; tones whose end nobody heard count as lost. */
  async listen(seconds) {
    const heardAt = async () => {
      await this.ear.evaluate(() => window.listenToVoices());
      const taps = await onsets(this.ear);
      return taps.filter(({ name }) => name === 'ear').flatMap(({ atMs }) => atMs).sort((a, b) => a - b);
    };
    while ((await heardAt()).length < 2) await rest(200);
    const [fromMs, busyBefore] = [Date.now(), cores()];
    await rest(seconds * 1_000);
    const busy = cores();
    const [heard, taps] = [await heardAt(), await onsets(this.mouth)];
    const said = taps.findLast(({ name }) => name === 'mouth').atMs.filter((ms) => ms >= fromMs && ms < fromMs + seconds * 1_000 - PERIOD_MS);
    const delaysMs = said.map((ms) => heard.find((at) => at >= ms && at < ms + PERIOD_MS / 2)).map((at, i) => at - said[i]).filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
    const { jitterBufferMs, packets, lost } = await received(this.ear);
    return {
      mouthToEarMs: Object.fromEntries([['p50', 0.5], ['p95', 0.95], ['p99', 0.99]].map(([name, share]) => [name, round(percentile(delaysMs, share))])),
      tones: said.length, tonesHeard: delaysMs.length, jitterBufferMs: round(jitterBufferMs), packets, lost,
      machineBusyShare: round((busy.busy - busyBefore.busy) / (busy.all - busyBefore.all), 3),
    };
  }

  close() {
    return this.browser.close();
  }
}
