/**
 * Ten thousand annotations on a slide, moved and selected by a real browser's mouse; a hundred thousand that come in as from the
 * server. The product's own path from document to screen, beside OpenLayers' plain vector layer with the same outlines.
 * An empty slide is panned in the same run: no more frames than that are to be had here, whatever lies on it.
 * Where the browser finds no graphics card, everything is painted by the processor: the worst case.
 *
 * npm run bench -- annotations [--few 10000] [--many 100000] [--seconds 4]
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from '../scripts/steps/machine.mjs';
import { pieces } from './annotations/pieces.mjs';
import { Workshop } from './annotations/workshop.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { round } from './measuring/pace.mjs';

const { values: flags } = parseArgs({ options: { few: { type: 'string', default: '10000' }, many: { type: 'string', default: '100000' }, seconds: { type: 'string', default: '4' } } });
const [few, many, seconds] = [Number(flags.few), Number(flags.many), Number(flags.seconds)];
const { chromium } = createRequire(fileURLToPath(new URL('../e2e/package.json', import.meta.url)))('@playwright/test');

const SIZE = { width: 1440, height: 900 };
const CLICKS = 15;
const BUDGET = {
  panShare: { atLeast: 0.97 },
  selectMs10k: { atMost: 100 },
  longestTaskMs100k: { atMost: 50, because: 'Profiled: the collector of garbage, and single pieces as Yjs applies them.' },
};
const made = new Map();
const piecesOf = (count) => {
  if (!made.has(count)) made.set(count, [...pieces(count)]);
  return made.get(count);
};

/** A fresh page with so many annotations on it. */
async function filled(browser, workshop, name, count) {
  const page = await browser.newPage({ viewport: SIZE });
  page.on('pageerror', (error) => { throw error; });
  await page.goto(`${workshop.url}/${name}.html`);
  const url = `/pieces/${count}`;
  await page.evaluate(async ([address, length]) => {
    window.pieces = [];
    for (let i = 0; i < length; i++) window.pieces.push(new Uint8Array(await (await fetch(`${address}/${i}`)).arrayBuffer()));
    window.frames10k.begin();
  }, [url, piecesOf(count).length]);
  const ms = await page.evaluate((all) => window.takeAll(window.pieces, all), count);
  const { longestMs } = await page.evaluate(() => window.frames10k.end());
  return { page, ms, longestMs };
}

/** Draws the slide to and fro with a pressed button; frames a second, and the 95th percentile of the time between two. */
async function panned(page) {
  const [x, y] = [SIZE.width / 2, SIZE.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => window.frames10k.begin());
  const beganMs = performance.now();
  for (let ms = 0; ms < 1000 * seconds; ms = performance.now() - beganMs) {
    await page.mouse.move(x + 250 * Math.sin(ms / 400), y + 150 * Math.sin(ms / 550));
    await page.waitForTimeout(8);
  }
  const { frames } = await page.evaluate(() => window.frames10k.end());
  await page.mouse.up();
  const sorted = [...frames].sort((a, b) => a - b);
  return { fps: frames.length / (frames.reduce((sum, ms) => sum + ms, 0) / 1000), frameP95Ms: sorted[Math.floor(0.95 * sorted.length)] };
}

/** Clicks at places all over the middle of the slide; median and worst. */
async function selected(page) {
  await page.evaluate(() => window.bench.fit());
  await page.waitForTimeout(1_500);
  for (let i = 0; i < CLICKS; i++) {
    await page.waitForTimeout(400);
    await page.mouse.click(SIZE.width / 2 - 300 + 43 * i, SIZE.height / 2 - 200 + 29 * i);
  }
  await page.waitForTimeout(1_000);
  const times = await page.evaluate(() => window.selectionClock.times);
  if (times.length < 0.6 * CLICKS) throw new Error(`${times.length} of ${CLICKS} clicks selected something`);
  times.sort((a, b) => a - b);
  return { medianMs: times[times.length >> 1], worstMs: times.at(-1) };
}

async function measure(browser, workshop, name) {
  const empty = await filled(browser, workshop, name, 0);
  await empty.page.waitForTimeout(1_500);
  const bare = await panned(empty.page);
  await empty.page.close();
  const small = await filled(browser, workshop, name, few);
  await small.page.waitForTimeout(1_500);
  const pan = await panned(small.page);
  const select = await selected(small.page);
  await small.page.close();
  const large = await filled(browser, workshop, name, many);
  const heap = await large.page.evaluate(() => {
    window.pieces = undefined;
    window.gc?.();
    return performance.memory.usedJSHeapSize;
  });
  await large.page.close();
  return {
    panFpsEmpty: round(bare.fps), panFps10k: round(pan.fps), panShare: round(pan.fps / bare.fps, 2), framePanP95Ms: round(pan.frameP95Ms), selectMs10k: Math.round(select.medianMs), selectWorstMs10k: Math.round(select.worstMs), importMs10k: small.ms && Math.round(small.ms),
    importMs100k: large.ms && Math.round(large.ms), longestTaskMs100k: large.longestMs, heapMb100k: Math.round(heap / 1e6),
  };
}

const workshop = await Workshop.open(piecesOf);
let browser;
try {
  browser = await chromium.launch({ executablePath: await findChromium(), args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'] });
  console.log(`Outlines of 20 vertices on a slide of 20,000 px, all of it in a window of ${SIZE.width} x ${SIZE.height}. They come in pieces of 500.\n`);
  console.log(row('', 'empty fps', 'pan fps', 'share', 'frame p95', 'select ms', 'worst ms', `${few} ms`, `${many} ms`, 'longest ms', 'heap MB'));
  const ours = await measure(browser, workshop, 'subject');
  console.log(row('Parfocal', ...Object.values(ours)));
  const reference = await measure(browser, workshop, 'reference');
  console.log(row('OpenLayers vector', ...Object.values(reference)));
  tellMissed(BUDGET, ours);
  console.log(`\n${JSON.stringify({ ...ours, reference })}`);
} finally {
  await browser?.close();
  await workshop.close();
}

function row(name, ...cells) {
  return name.padEnd(18) + cells.map((cell) => String(cell ?? '> 90000').padStart(11)).join('');
}
