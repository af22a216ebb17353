import { listAnnotations } from '@parfocal/shared/annotation';
import { Cable } from '../support/cable';
import { expect, test } from '../support/fixtures';
import { openDocument } from '../support/raw-document';

test.describe('a pulled cable', () => {
  test('D27: what was drawn without it on a slide that was left is sent all the same, and nothing is called saved before', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const room = await house.room('synthetic', 'expert', 2);
    const cable = await Cable.to(house.server.port);
    const a = await seat('referrer', { baseURL: cable.url });
    await a.enter(room);
    const slides = a.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button');
    // Both slides are known to the browser before the line breaks.
    for (const n of [1, 0]) {
      await slides.nth(n).click();
      await expect(slides.nth(n)).toHaveAttribute('aria-current', 'true');
      await a.isSharp();
      await expect(a.saved).toBeVisible();
    }
    cable.pull();
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(a.page.getByText(/1 change/)).toBeVisible();
    await slides.nth(1).click();
    await expect(slides.nth(1)).toHaveAttribute('aria-current', 'true');
    await expect(a.rows).toHaveCount(0);
    await expect(a.page.getByText('Offline: 1 change kept here')).toBeVisible();

    // From now on it is never called saved before the server has it.
    const stored = await openDocument(house, room, house.expert);
    const drawn = (): number => listAnnotations(stored.doc).length;
    expect(drawn()).toBe(0);
    cable.plugIn();
    await expect(a.saved).toBeVisible({ timeout: 30_000 });
    await expect.poll(drawn).toBe(1);
    await expect(slides.nth(1)).toHaveAttribute('aria-current', 'true');
    stored.close();
    await slides.nth(0).click();
    await expect(a.rows).toHaveCount(1);
    expect(a.complaints).toEqual([]);
    await cable.remove();
  });

  test('both draw meanwhile; plugged in again, everything is back by itself, without a ghost', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const room = await house.room('synthetic');
    const cable = await Cable.to(house.server.port);
    const a = await seat('referrer');
    const b = await seat('expert', { baseURL: cable.url });
    await a.enter(room);
    await b.enter(room);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    const people = a.page.getByRole('list', { name: 'People' }).getByRole('listitem');
    await expect(people).toHaveCount(2);

    cable.pull();
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await b.draw('e', [0.5, 0.5], [0.6, 0.6]);
    await expect(b.page.getByText(/1 change/)).toBeVisible();
    // The server hears nothing of B any more and says so to A; after the grace B's place is free.
    await expect(people).toHaveCount(1, { timeout: 40_000 });
    await expect(b.page.getByText(/^The connection dropped/)).toBeVisible({ timeout: 20_000 });

    cable.plugIn();
    await expect(b.saved).toBeVisible({ timeout: 20_000 });
    await expect(people).toHaveCount(2);
    await expect(b.rows).toHaveCount(2);
    await expect(a.rows).toHaveCount(2);
    await expect(b.page.getByText(/^The connection dropped/)).toBeHidden();
    expect([...a.complaints, ...b.complaints]).toEqual([]);
    await cable.remove();
  });
});
