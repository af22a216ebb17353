import { expect, test } from '../support/fixtures';
import { SYNTHETIC_PX } from '../support/slides';

/** Enough for several updates. */
const SHAPES = 20_000;
const COLUMNS = 200;

/** Squares, side by side on the synthetic slide. */
function fileOfSquares(): Buffer {
  const pitch = SYNTHETIC_PX / COLUMNS;
  const features = Array.from({ length: SHAPES }, (_, i) => {
    const [x, y] = [pitch * (i % COLUMNS), pitch * Math.floor(i / COLUMNS)];
    const ring = [[x, y], [x + pitch / 2, y], [x + pitch / 2, y + pitch / 2], [x, y + pitch / 2], [x, y]];
    return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { objectType: 'annotation' } };
  });
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

test('an import that is stopped keeps what was drawn, here and at a colleague, and is taken back whole', async ({ house, seat }) => {
  test.setTimeout(120_000);
  const room = await house.room('synthetic');
  const [a, b] = [await seat('referrer'), await seat('expert')];
  await a.enter(room);
  await b.enter(room);
  await b.draw('r', [0.3, 0.3], [0.4, 0.4]);
  await expect(a.rows).toHaveCount(1);
  await a.page.getByRole('button', { name: 'Export and import' }).click();
  await a.page.getByRole('menuitem', { name: 'Import' }).click();
  const dialog = a.page.getByRole('dialog', { name: 'Import annotations' });
  await dialog.locator('input[type=file]').setInputFiles({ name: 'squares.geojson', mimeType: 'application/geo+json', buffer: fileOfSquares() });
  await dialog.getByRole('button', { name: /^Draw/ }).click();
  await expect(dialog.getByText(/^[1-9][\d,]* of 20,000 drawn$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  const said = dialog.getByText(/shapes imported, then it was stopped$/);
  await expect(said).toBeVisible();
  const [written] = /^[\d,]+/.exec(await said.innerText())!;
  const kept = Number(written.replaceAll(',', ''));
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(SHAPES);
  const all = `${kept + 1} annotations`;
  await expect(b.page.getByRole('tabpanel')).toContainText(all, { timeout: 30_000 });

  await dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(b.rows).toHaveCount(1, { timeout: 30_000 });
  await expect(b.rows).toContainText(house.expert.me.displayName);
  await a.page.keyboard.press('Escape');
  await expect(a.rows).toHaveCount(1);
  expect([...a.complaints, ...b.complaints]).toEqual([]);
});
