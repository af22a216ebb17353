import { listAnnotations } from '@parfocal/shared/annotation';
import { expect, needsSlide, test } from '../support/fixtures';
import { openDocument } from '../support/raw-document';
import { SLIDE_KINDS } from '../support/slides';

for (const kind of SLIDE_KINDS) {
  test.describe(`annotation, on ${kind}`, () => {
    test.beforeEach(() => needsSlide(kind));

    test('drawn by A, it appears at B, survives kill -9, and what was drawn meanwhile merges', async ({ house, seat }) => {
      test.setTimeout(120_000);
      const room = await house.room(kind);
      const [a, b] = [await seat('referrer'), await seat('expert')];
      await a.enter(room);
      await b.enter(room);
      await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
      await expect(b.rows).toHaveCount(1);
      await expect(a.saved).toBeVisible();

      await house.server.kill();
      await expect(a.page.locator('[data-state="offline"]')).toBeVisible();
      await expect(b.page.locator('[data-state="offline"]')).toBeVisible();
      await a.draw('e', [0.5, 0.3], [0.6, 0.4]);
      await b.draw('l', [0.3, 0.5], [0.4, 0.6]);
      await expect(a.page.getByText('Offline: 1 change kept here')).toBeVisible();
      await expect(a.rows).toHaveCount(2);
      // What was drawn offline outlives the page too.
      await house.server.start();
      await expect(a.saved).toBeVisible({ timeout: 30_000 });
      await expect(b.saved).toBeVisible({ timeout: 30_000 });
      await expect(a.rows).toHaveCount(3);
      await expect(b.rows).toHaveCount(3);

      const stored = await openDocument(house, room, house.expert);
      expect(listAnnotations(stored.doc).map((one) => one.kind).sort()).toEqual(['ellipse', 'line', 'rectangle']);
      stored.close();
      expect([...a.complaints, ...b.complaints]).toEqual([]);
    });
  });
}

test.describe('annotation', () => {
  test('every tool draws, and what it drew can be named, measured, undone and deleted', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.enter(room);
    const centre = await a.at(0.3, 0.3);
    await a.page.keyboard.press('p');
    await a.page.mouse.click(centre.x, centre.y);
    await expect(a.rows).toHaveCount(1);
    await a.draw('a', [0.4, 0.2], [0.45, 0.3]);
    await a.draw('l', [0.5, 0.2], [0.55, 0.3]);
    await a.draw('r', [0.6, 0.2], [0.65, 0.3]);
    await a.draw('e', [0.4, 0.4], [0.45, 0.5]);
    await a.draw('f', [0.5, 0.4], [0.55, 0.5]);
    await a.page.keyboard.press('g');
    for (const at of [await a.at(0.6, 0.4), await a.at(0.66, 0.4), await a.at(0.63, 0.5)]) await a.page.mouse.click(at.x, at.y);
    await a.page.keyboard.press('Enter');
    await a.page.keyboard.press('t');
    const text = await a.at(0.35, 0.6);
    await a.page.mouse.click(text.x, text.y);
    await expect(a.rows).toHaveCount(8);
    for (const kind of ['Point', 'Arrow', 'Line', 'Rectangle', 'Ellipse', 'Freehand', 'Polygon', 'Text']) await expect(a.rows.filter({ hasText: kind })).toHaveCount(1);
    await expect(a.rows.filter({ hasText: 'Polygon' })).toContainText(/[µm]m²/);

    await a.page.getByLabel('Label', { exact: true }).fill('Mitosis');
    await a.page.getByLabel('Label', { exact: true }).press('Enter');
    await expect(a.rows.filter({ hasText: 'Mitosis' })).toHaveCount(1);
    await expect(a.saved).toBeVisible();
    await a.page.reload();
    await expect(a.rows.filter({ hasText: 'Mitosis' })).toHaveCount(1);

    await a.page.getByRole('button', { name: /Mitosis/ }).click();
    await a.page.getByRole('button', { name: 'Delete' }).click();
    await expect(a.rows).toHaveCount(7);
    await a.page.getByRole('button', { name: 'Undo' }).click();
    await expect(a.rows.filter({ hasText: 'Mitosis' })).toHaveCount(1);
    await a.page.getByRole('button', { name: 'Redo' }).click();
    await expect(a.rows).toHaveCount(7);
    await expect(a.saved).toBeVisible();
    expect(a.complaints).toEqual([]);
  });

  test('undo takes back one’s own, never a colleague’s', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    await b.draw('e', [0.5, 0.5], [0.6, 0.6]);
    await expect(a.rows).toHaveCount(2);
    await a.page.keyboard.press('Control+z');
    await expect(b.rows).toHaveCount(1);
    await expect(b.rows).toContainText('Ellipse');
    await expect(a.page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('a drawn shape is moved and reshaped by its author, and by nobody else', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    const stored = await openDocument(house, room, house.expert);
    const geometry = (): number[] => listAnnotations(stored.doc)[0]?.geometry ?? [];
    const before = geometry();
    await a.drag([0.35, 0.35], [0.45, 0.45]);
    await expect.poll(geometry).not.toEqual(before);
    const moved = geometry();
    expect(moved.slice(2)).toEqual(before.slice(2));
    await b.drag([0.45, 0.45], [0.55, 0.55]);
    await expect(b.page.getByText(/^You see what/)).toBeHidden();
    expect(geometry()).toEqual(moved);
    stored.close();
  });
});
