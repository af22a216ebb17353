import { readFile } from 'node:fs/promises';
import { type Annotation, listAnnotations } from '@parfocal/shared/annotation';
import type { Download, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { openDocument } from '../support/raw-document';
import type { Seat } from '../support/seat';

/** Chooses in the export dialog; what the browser saves. */
async function exported(page: Page, format: 'geojson' | 'csv', scope: 'slide' | 'case' = 'slide'): Promise<Download> {
  await page.getByRole('button', { name: 'Export and import' }).click();
  await page.getByRole('menuitem', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export annotations' });
  await dialog.getByLabel('Format').selectOption(format);
  await dialog.getByLabel('What', { exact: true }).selectOption(scope);
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Export' }).click()]);
  await expect(dialog).toBeHidden();
  return download;
}

const textOf = async (download: Download): Promise<string> => readFile((await download.path())!, 'utf8');

async function drawEverything(a: Seat): Promise<void> {
  await a.draw('a', [0.4, 0.2], [0.45, 0.3]);
  await a.draw('l', [0.5, 0.2], [0.55, 0.3]);
  await a.draw('r', [0.6, 0.25], [0.65, 0.35]);
  await a.draw('e', [0.4, 0.4], [0.45, 0.5]);
  await a.draw('f', [0.5, 0.4], [0.55, 0.5]);
  await a.page.keyboard.press('g');
  for (const at of [await a.at(0.6, 0.4), await a.at(0.66, 0.4), await a.at(0.63, 0.5)]) await a.page.mouse.click(at.x, at.y);
  await a.page.keyboard.press('Enter');
  await expect(a.saved).toBeVisible();
}

const shapes = (annotations: readonly Annotation[]): string[] => annotations.map(({ kind, geometry }) => JSON.stringify([kind, geometry])).sort();

test.describe('annotation to export', () => {
  test('drawn in one case, exported as GeoJSON, imported in another: every vertex and parameter is the same', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const [room, other] = [await house.room('synthetic'), await house.room('synthetic')];
    const a = await seat('referrer');
    await a.enter(room);
    await drawEverything(a);
    const stored = await openDocument(house, room, house.expert);
    const drawn = listAnnotations(stored.doc);
    stored.close();
    expect(drawn).toHaveLength(6);

    const download = await exported(a.page, 'geojson');
    const text = await textOf(download);
    const file = JSON.parse(text) as { type: string; features: { properties: { objectType: string } }[] };
    expect(file.type).toBe('FeatureCollection');
    expect(file.features.map(({ properties }) => properties.objectType)).toEqual(Array.from({ length: 6 }, () => 'annotation'));

    await a.enter(other);
    await a.page.getByRole('button', { name: 'Export and import' }).click();
    await a.page.getByRole('menuitem', { name: 'Import' }).click();
    const dialog = a.page.getByRole('dialog', { name: 'Import annotations' });
    await dialog.locator('input[type=file]').setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/geo+json', buffer: Buffer.from(text) });
    await expect(dialog.getByText('6 shapes will be drawn, as yours')).toBeVisible();
    await dialog.getByRole('button', { name: 'Draw 6' }).click();
    await expect(dialog.getByText('6 shapes imported')).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(a.rows).toHaveCount(6);
    await expect(a.saved).toBeVisible();

    const imported = await openDocument(house, other, house.expert);
    expect(shapes(listAnnotations(imported.doc))).toEqual(shapes(drawn));
    expect(listAnnotations(imported.doc).map(({ author }) => author)).toEqual(Array.from({ length: 6 }, () => house.referrer.me.id));
    imported.close();
    expect(a.complaints).toEqual([]);
  });

  test('a table of all slides of the case, in microns, and a file of QuPath dropped on the slide', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'expert', 2);
    const a = await seat('referrer');
    await a.enter(room);
    const qupath = JSON.stringify({ type: 'FeatureCollection', features: [
      { type: 'Feature', id: '6b2e0f2b-7e4d-4b53-9a5f-9f0f2c7c7e6d', geometry: { type: 'Polygon', coordinates: [[[400, 400], [800, 400], [800, 700], [400, 700], [400, 400]]] }, properties: { objectType: 'annotation', name: '=ROI', classification: { name: 'Tumour', color: [200, 0, 0] } } },
      { type: 'Feature', geometry: { type: 'Sphere' }, properties: { objectType: 'annotation' } },
    ] });
    const dropped = await a.page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'slide.geojson'));
      return transfer;
    }, qupath);
    await a.stage.dispatchEvent('dragenter', { dataTransfer: dropped });
    await expect(a.page.getByText('Drop the GeoJSON file to import it on this slide')).toBeVisible();
    await a.stage.dispatchEvent('drop', { dataTransfer: dropped });
    const dialog = a.page.getByRole('dialog', { name: 'Import annotations' });
    await expect(dialog.getByText('A shape that is not known here: 1')).toBeVisible();
    await dialog.getByRole('button', { name: 'Draw it' }).click();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(a.rows.filter({ hasText: '=ROI' })).toHaveCount(1);

    const [head, line, ...more] = (await textOf(await exported(a.page, 'csv', 'case'))).trim().split('\r\n');
    expect(more).toEqual([]);
    const cells = line!.split(',');
    const cell = (name: string): string | undefined => cells[head!.replace('\uFEFF', '').split(',').indexOf(name)];
    const { mppX, mppY } = room.slide;
    expect([cell('Class'), cell('Label'), cell('Area (px²)')]).toEqual(['Tumour', "'=ROI", '120000']);
    expect(Number(cell('Area (µm²)'))).toBeCloseTo(120_000 * mppX! * mppY!, 0);
    expect(a.complaints).toEqual([]);
  });

  test('mitoses are counted in a high-power field, and the result is saved with the outline', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.enter(room);
    await a.page.getByRole('button', { name: 'Count in a standard area' }).click();
    const place = a.page.getByRole('button', { name: 'Place it in the middle of the view' });
    // The slide is smaller than 1 mm²: that is said, and nothing is drawn.
    await place.click();
    await expect(a.page.getByText('The area would reach off the slide.')).toBeVisible();
    await a.page.getByLabel('Area', { exact: true }).selectOption('field');
    await place.click();
    const bar = a.page.getByRole('region', { name: 'Counting' });
    await expect(bar).toContainText('0 in 0.238 mm²');
    for (const share of [0.49, 0.5, 0.51]) {
      const at = await a.at(share, 0.5);
      await a.page.mouse.click(at.x, at.y);
    }
    await expect(bar).toContainText('3 in 0.238 mm²');
    await a.page.keyboard.press('x');
    await expect(bar).toContainText('4 in 0.238 mm²');
    await a.page.keyboard.press('Backspace');
    await expect(bar).toContainText('12.6/mm² · 30/10 HPF (0.55 mm)');
    await bar.getByRole('button', { name: 'Save the result' }).click();
    await expect(bar).toBeHidden();
    await expect(a.rows.filter({ hasText: 'Mitosis: 3 in 0.238 mm² = 12.6/mm² · 30/10 HPF' })).toHaveCount(1);
    await expect(a.saved).toBeVisible();
    expect(a.complaints).toEqual([]);
  });
});
