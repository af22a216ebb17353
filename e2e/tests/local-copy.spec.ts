import { listAnnotations } from '@parfocal/shared/annotation';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { openDocument } from '../support/raw-document';

/** More than are put together at once. */
const DRAWN = 320;

/** Rows of the browser's copies, for each document that it has one of. */
const rowsIn = (page: Page): Promise<number[]> => page.evaluate(async () => {
  const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
  const counts: number[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name!));
    if (database.objectStoreNames.contains('updates')) counts.push(await done(database.transaction('updates').objectStore('updates').count()));
    database.close();
  }
  return counts;
});

test.describe('the browser’s own copy', () => {
  test.setTimeout(240_000);

  test('drawn while the server was dead, the page closed and opened again: it is there, and reaches the server', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(a.saved).toBeVisible();
    await house.server.kill();
    await expect(a.page.locator('[data-state="offline"]')).toBeVisible();
    await a.draw('e', [0.5, 0.3], [0.6, 0.4]);
    await a.draw('l', [0.3, 0.5], [0.4, 0.6]);
    await expect(a.page.getByText('Offline: 2 changes kept here')).toBeVisible();
    const context = a.page.context();
    await a.page.close();
    await house.server.start();

    // The documents lane is dead still: whatever is shown comes from the copy.
    const page = await context.newPage();
    await page.routeWebSocket(/\/collab\//, () => undefined);
    await page.goto(`/s/${room.sessionId}`);
    const rows = page.getByRole('tabpanel').getByRole('listitem');
    await expect(rows).toHaveCount(3);
    await page.close();

    const last = await context.newPage();
    await last.goto(`/s/${room.sessionId}`);
    await expect(last.locator('[data-state="saved"]')).toBeVisible();
    const stored = await openDocument(house, room, house.expert);
    expect(listAnnotations(stored.doc).map(({ kind }) => kind).sort()).toEqual(['ellipse', 'line', 'rectangle']);
    stored.close();
    expect(a.complaints).toEqual([]);
  });

  test('many small rows are put together while two windows of one person are open, and none is lost', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.enter(room);
    const other = await a.page.context().newPage();
    await other.goto(`/s/${room.sessionId}`);
    await expect(other.locator('[data-state="saved"]')).toBeVisible();
    await a.page.bringToFront();
    const { x, y } = await a.at(0.3, 0.2);
    for (let i = 0; i < DRAWN; i++) {
      await a.page.keyboard.press('p');
      await a.page.mouse.click(x + 15 * (i % 20), y + 15 * Math.floor(i / 20));
    }
    await expect(a.saved).toBeVisible({ timeout: 30_000 });
    await expect.poll(async () => Math.max(...(await rowsIn(a.page))), { timeout: 30_000 }).toBeLessThan(DRAWN / 2);

    await a.page.routeWebSocket(/\/collab\//, () => undefined);
    await a.page.reload();
    await expect(a.page.getByRole('tabpanel')).toContainText(`${DRAWN} annotations`);
    await expect(other.getByRole('tabpanel')).toContainText(`${DRAWN} annotations`);
    const stored = await openDocument(house, room, house.expert);
    expect(listAnnotations(stored.doc)).toHaveLength(DRAWN);
    stored.close();
    expect(a.complaints).toEqual([]);
  });
});
