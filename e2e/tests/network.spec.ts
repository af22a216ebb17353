import { Cable } from '../support/cable';
import { expect, test } from '../support/fixtures';

test.describe('a pulled cable', () => {
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
