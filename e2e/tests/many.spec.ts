import { expect, test } from '../support/fixtures';
import { difference, pictureOf } from '../support/pixels';
import type { Seat } from '../support/seat';
import { SYNTHETIC_PX } from '../support/slides';

const COLUMNS = 50;

/** A file of small cells, side by side on the synthetic slide. */
function fileOf(count: number): { name: string; mimeType: string; buffer: Buffer } {
  const pitch = SYNTHETIC_PX / COLUMNS / 2;
  const features = Array.from({ length: count }, (_, i) => {
    const [x, y] = [pitch * (i % COLUMNS), pitch * Math.floor(i / COLUMNS)];
    const side = pitch / 2;
    const ring = [[x, y], [x + side, y], [x + side, y + side / 2], [x, y + side], [x, y]];
    return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { objectType: 'detection', name: `cell ${i + 1}` } };
  });
  return { name: 'cells.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })) };
}

async function chosen({ page }: Seat, count: number) {
  await page.getByRole('button', { name: 'Export and import' }).click();
  await page.getByRole('menuitem', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import annotations' });
  await dialog.locator('input[type=file]').setInputFiles(fileOf(count));
  return dialog;
}

/** How many animation frames the page's own code asks for in a second. */
const framesAskedFor = ({ page }: Seat): Promise<number> => page.evaluate(async () => {
  const ask = window.requestAnimationFrame;
  let asked = 0;
  window.requestAnimationFrame = (callback) => {
    asked += 1;
    return ask(callback);
  };
  await new Promise((end) => setTimeout(end, 1_000));
  window.requestAnimationFrame = ask;
  return asked;
});

/** The browser's own program for what a graphics card does says that it is one. */
const POSE_AS_CARD = (): void => {
  const { getParameter } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.getParameter = function (name: number): unknown {
    const value = getParameter.call(this, name) as unknown;
    return typeof value === 'string' && /swiftshader|llvmpipe/i.test(value) ? 'a card' : value;
  };
};

/** Notes on the page how a crowd's picture came onto it. */
const WATCH_CARD = (): void => {
  const { prototype } = WebGL2RenderingContext;
  for (const way of ['blitFramebuffer', 'getBufferSubData'] as const) {
    const own = prototype[way] as (...all: unknown[]) => void;
    prototype[way] = function (this: WebGL2RenderingContext, ...all: unknown[]): void {
      document.documentElement.dataset['crowdBy'] = way;
      own.apply(this, all);
    };
  }
};

const crowdBy = ({ page }: Seat): Promise<string | null> => page.locator('html').getAttribute('data-crowd-by');

async function middleOf({ stage, page }: Seat) {
  const { x, y, width, height } = (await stage.boundingBox())!;
  return pictureOf(page, { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 });
}

test.describe('very many annotations', () => {
  test('an import reaches a colleague and a page that is opened again, in the order of the file', async ({ house, seat }) => {
    test.setTimeout(180_000);
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await b.page.addInitScript(POSE_AS_CARD);
    for (const { page } of [a, b]) await page.addInitScript(WATCH_CARD);
    await a.enter(room);
    await b.enter(room);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    await a.isSharp();
    const bare = await middleOf(a);
    const dialog = await chosen(a, 3_000);
    await dialog.getByRole('button', { name: 'Draw 3000' }).click();
    await expect(dialog.getByText('3000 shapes imported')).toBeVisible({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(a.saved).toBeVisible({ timeout: 30_000 });
    const newest = (one: Seat) => one.rows.first();
    await expect(newest(a)).toContainText('cell 3000');
    await expect(newest(b)).toContainText('cell 3000', { timeout: 30_000 });
    await expect.poll(() => Promise.all([a, b].map(crowdBy))).toEqual(['getBufferSubData', 'blitFramebuffer']);
    // Painted by a card or in its place: the same picture.
    const apart = async (): Promise<{ painted: boolean; same: boolean }> => {
      const [left, right] = [await middleOf(a), await middleOf(b)];
      return { painted: difference(left, bare) > 3, same: difference(left, right) < 0.5 };
    };
    await expect.poll(apart, { timeout: 20_000 }).toEqual({ painted: true, same: true });
    await a.page.reload();
    await expect(newest(a)).toContainText('cell 3000', { timeout: 30_000 });
    await expect(a.saved).toBeVisible({ timeout: 30_000 });
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('a session in which nothing moves asks for no frame, until somebody points', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.isStill();
    await expect.poll(() => framesAskedFor(a), { timeout: 30_000 }).toBe(0);
    const asked = framesAskedFor(a);
    for (const share of [0.4, 0.45, 0.5, 0.55]) {
      const { x, y } = await b.at(share, 0.5);
      await b.page.mouse.move(x, y, { steps: 5 });
    }
    expect(await asked).toBeGreaterThan(0);
    await expect(a.stage.locator('[data-pointer]')).toBeAttached();
  });
});
