/**
 * From one's hand to the other's screen: two real windows at the same slide, one's mouse, and when the other's window has made the frame that
 * shows it. Beside it, in the same run, the barest page over the barest relay: what browser and sockets take by themselves.
 *
 * npm run bench -- hand [--sweeps 20] [--boxes 20]
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from '../scripts/steps/machine.mjs';
import { percentile } from './documents/ledger.mjs';
import { bare, parfocal } from './hand/stages.mjs';
import { installTaps } from './hand/taps.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { rest, round } from './measuring/pace.mjs';
import { table } from './measuring/table.mjs';

const { values: flags } = parseArgs({ options: { sweeps: { type: 'string', default: '20' }, boxes: { type: 'string', default: '20' } } });
const { chromium } = createRequire(fileURLToPath(new URL('../e2e/package.json', import.meta.url)))('@playwright/test');
const SIZE = { width: 1280, height: 800 };
/** Without a panel in the way, in the middle of the slide. */
const [FROM_X, TO_X, SWEEP_Y, SWEEP_MS] = [300, 700, 300, 1_000];
/** Longer than anything may take: then the other has arrived. */
const SETTLED_MS = 500;
const BOX_PX = 16;
const PATIENCE_MS = 10_000;
const BUDGET = { pointerP95Ms: { atMost: 60 }, annotationP95Ms: { atMost: 100 } };

/** The mouse goes from left to right at an even pace; for each of the other's frames meanwhile, how long ago the mouse was where that frame shows it. */
async function sweep(hand, screen) {
  await hand.mouse.move(FROM_X, SWEEP_Y);
  await rest(SETTLED_MS);
  for (const page of [hand, screen]) await page.evaluate(() => Object.assign(window.taps, { hand: [], screen: [] }));
  const beganMs = performance.now();
  for (let ms = 0; ms < SWEEP_MS; ms = performance.now() - beganMs) await hand.mouse.move(FROM_X + ((TO_X - FROM_X) * ms) / SWEEP_MS, SWEEP_Y);
  await rest(SETTLED_MS);
  const path = await hand.evaluate(() => window.taps.hand);
  const shown = await screen.evaluate(() => window.taps.screen);
  return shown.flatMap(([atMs, x]) => {
    const next = path.findIndex((place) => place[1] >= x);
    if (next < 1) return [];
    const [[beforeMs, beforeX], [afterMs, afterX]] = [path[next - 1], path[next]];
    return [atMs - (beforeMs + ((afterMs - beforeMs) * (x - beforeX)) / (afterX - beforeX))];
  });
}

/** A box is drawn where there is none; from letting go of the mouse until the other's frame has ink on its edge. */
async function box(hand, screen, index, draw) {
  const [x, y] = [FROM_X + 3 * BOX_PX * (index % 8), SWEEP_Y - 100 + 3 * BOX_PX * Math.floor(index / 8)];
  const clear = await screen.evaluate(([atX, atY]) => window.watchForInk(atX, atY), [x + BOX_PX / 2, y]);
  if (clear === 0) throw new Error('there is ink already');
  await draw(hand);
  await hand.mouse.move(x, y);
  await hand.mouse.down();
  await hand.mouse.move(x + BOX_PX, y + BOX_PX, { steps: 4 });
  await hand.mouse.up();
  await screen.waitForFunction(() => window.taps.inkedAtMs > 0, undefined, { timeout: PATIENCE_MS });
  return (await screen.evaluate(() => window.taps.inkedAtMs)) - (await hand.evaluate(() => window.taps.releasedAtMs));
}

async function measure(browser, stage) {
  const pages = [];
  for (const index of [0, 1]) {
    const context = await browser.newContext({ viewport: SIZE, locale: 'en', bypassCSP: true });
    await context.addInitScript(installTaps);
    pages.push(await stage.enter(context, index));
  }
  const [hand, screen] = pages;
  await rest(SETTLED_MS);
  await sweep(hand, screen); // warm
  const [pointers, boxes] = [[], []];
  for (let i = 0; i < Number(flags.sweeps); i++) pointers.push(...(await sweep(hand, screen)));
  for (let i = 0; i < Number(flags.boxes); i++) boxes.push(await box(hand, screen, i, stage.draw));
  for (const page of pages) await page.context().close();
  const at = (values, share) => round(percentile([...values].sort((a, b) => a - b), share));
  return {
    pointerMs: at(pointers, 0.5), pointerP95Ms: at(pointers, 0.95), framesASecond: round(pointers.length / Number(flags.sweeps) / (SWEEP_MS / 1_000)),
    annotationMs: at(boxes, 0.5), annotationP95Ms: at(boxes, 0.95),
  };
}

const { head, row } = table({ '': 28, 'pointer ms': 12, 'p95 ms': 9, 'frames/s': 10, 'annotation ms': 15, ' p95 ms': 9 });
const browser = await chromium.launch({ executablePath: await findChromium() });
async function show(name, open) {
  const stage = await open((text) => console.error(text));
  try {
    const result = await measure(browser, stage);
    console.log(row(name, ...Object.values(result)));
    return result;
  } finally {
    await stage.close();
  }
}
try {
  console.log(`Two windows of ${SIZE.width} x ${SIZE.height}. Pointer: from the mouse being somewhere until the other's window has made a frame with the pointer there, ${flags.sweeps} strokes of a second.`);
  console.log(`Annotation: from letting go of the mouse until the other's window has made a frame with ink on its edge, ${flags.boxes} boxes.\n`);
  console.log(head);
  const ours = await show('Parfocal', parfocal);
  const reference = await show('bare page, bare ws relay', bare);
  tellMissed(BUDGET, ours);
  console.log(`\n${JSON.stringify({ ...ours, reference })}`);
} finally {
  await browser.close();
}
