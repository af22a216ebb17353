/** What two windows show: Parfocal's session, or the barest page there could be. Each begins at the same place of the same size in both. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Place } from '../documents/place.mjs';
import { PEERS } from '../reference/peers.mjs';
import { cachedSlide } from '../tiles/slide.mjs';

const SLIDE_PX = 4_096;
const BARE_PAGE = '<!doctype html><body style="margin: 0"><main><canvas></canvas></main><div data-pointer style="position: absolute; top: 0; left: 0; width: 8px; height: 8px; background: red"></div>';
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Two people in a session, the second with the first, at a slide that both see whole. */
export async function parfocal(tell) {
  const place = await Place.make(2);
  const file = await cachedSlide(SLIDE_PX, tell);
  await promisify(execFile)(process.execPath, [here('../../server/dist/commands/slide.js'), 'import', file, '--name', 'Bench', '--case', 'BENCH-0'], { env: { ...process.env, ...place.environment } });
  const { origin, stop } = await place.start();
  const url = origin.replace('ws', 'http');
  return {
    async enter(context, index) {
      const [name, value] = place.people[index].cookie.split('=');
      await context.addCookies([{ name, value, url }]);
      const page = await context.newPage();
      await page.goto(`${url}/s/${place.sessionId}`);
      await page.locator('footer').getByRole('button', { name: /^Bench/ }).click();
      await page.locator('main [data-sharp="true"] canvas').first().waitFor();
      return page;
    },
    draw: (page) => page.keyboard.press('r'),
    async close() {
      await stop();
      await place.remove();
    },
  };
}

/** A page that sends where the mouse is, over a socket that passes on what it gets, and puts what it hears where it belongs, at once. */
export async function bare() {
  const { url, stop } = await PEERS.relay.start();
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end(BARE_PAGE)).listen(0, '127.0.0.1');
  await once(site, 'listening');
  return {
    async enter(context) {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${site.address().port}`);
      await page.evaluate(bareRoom, url);
      return page;
    },
    draw: () => undefined,
    close() {
      site.closeAllConnections();
      site.close();
      return stop();
    },
  };
}

function bareRoom(url) {
  const line = new WebSocket(url);
  const [canvas, pointer] = [document.querySelector('canvas'), document.querySelector('[data-pointer]')];
  Object.assign(canvas, { width: innerWidth, height: innerHeight });
  const ink = canvas.getContext('2d');
  let from;
  const tell = (what) => line.readyState === 1 && line.send(JSON.stringify(what));
  addEventListener('pointermove', ({ clientX, clientY }) => tell({ at: [clientX, clientY] }));
  addEventListener('pointerdown', ({ clientX, clientY }) => (from = [clientX, clientY]));
  addEventListener('pointerup', ({ clientX, clientY }) => tell({ box: [...from, clientX - from[0], clientY - from[1]] }));
  line.onmessage = async ({ data }) => {
    const { at, box } = JSON.parse(typeof data === 'string' ? data : await data.text());
    if (at) pointer.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
    if (box) ink.strokeRect(...box);
  };
  return new Promise((open) => (line.onopen = () => open()));
}
