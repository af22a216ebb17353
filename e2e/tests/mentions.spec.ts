import { expect, test } from '../support/fixtures';

test.describe('a mention', () => {
  test('of who is not there is found by them later, leads to its place, and is read then', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    const words = a.page.getByRole('textbox', { name: /^Comment/ });
    await words.fill('Is this invasive, @');
    await a.page.getByRole('option', { name: house.expert.me.displayName }).click();
    await words.press('Enter');
    await expect(a.page.getByRole('article')).toContainText('Is this invasive');
    await expect(a.saved).toBeVisible();
    await a.close();

    const b = await seat('expert');
    await b.page.goto('/');
    const badge = b.page.getByRole('button', { name: 'Mentions of me: 1 new' });
    await badge.click();
    // The newest is first; there may be others, that were read.
    await b.page.getByRole('dialog', { name: 'Mentions of me' }).getByRole('button', { name: `${house.referrer.me.displayName} mentioned you` }).first().click();
    await b.isSharp();
    await expect(b.page.getByRole('region', { name: 'Comments' }).getByRole('article')).toContainText('Is this invasive');
    await b.page.goto('/');
    await expect(b.page.getByRole('button', { name: 'Mentions of me', exact: true })).toBeVisible();
    await expect(badge).toBeHidden();
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
