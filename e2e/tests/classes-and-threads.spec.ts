import { expect, test } from '../support/fixtures';
import { findings } from '../support/screen-care';

test.describe('what annotations mean, and the talk about them', () => {
  test.setTimeout(120_000);
  test('a class is given by a key, renamed by the host for everyone, and by nobody else', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await b.page.keyboard.press('Shift+Digit1');
    await b.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(a.rows).toContainText('Tumour');

    await b.page.getByRole('button', { name: /^Class and colour/ }).click();
    await expect(b.page.getByRole('dialog', { name: 'Class and colour' })).toBeVisible();
    expect(await findings(b.page)).toEqual([]);
    await expect(b.page.getByRole('button', { name: 'Edit classes' })).toBeHidden();
    await b.page.keyboard.press('Escape');

    await a.page.getByRole('button', { name: /^Class and colour/ }).click();
    await a.page.getByRole('button', { name: 'Edit classes' }).click();
    expect(await findings(a.page)).toEqual([]);
    await a.page.getByLabel('Tumour: in English').fill('Carcinoma');
    await a.page.getByRole('button', { name: 'Save for everyone' }).click();
    await expect(a.rows).toContainText('Carcinoma');
    await expect(b.rows).toContainText('Carcinoma');
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('several are picked with a box; one’s own are locked and deleted together, a colleague’s stay', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.35, 0.35]);
    await a.draw('e', [0.45, 0.3], [0.5, 0.35]);
    await expect(b.rows).toHaveCount(2);
    await b.draw('l', [0.3, 0.5], [0.4, 0.55]);
    await expect(a.rows).toHaveCount(3);

    await a.page.keyboard.down('Control');
    await a.drag([0.22, 0.22], [0.62, 0.65]);
    await a.page.keyboard.up('Control');
    const bar = a.page.getByRole('region', { name: 'Picked annotations' });
    await expect(bar).toContainText('3 picked');
    await expect(bar).toContainText('1 is not yours');
    expect(await findings(a.page)).toEqual([]);
    await bar.getByRole('button', { name: 'Lock yours' }).click();
    await expect(b.rows.getByRole('img', { name: 'Locked' })).toHaveCount(2);
    await bar.getByRole('button', { name: 'Unlock yours' }).click();
    await bar.getByRole('button', { name: 'Delete 2 of yours' }).click();
    await expect(b.rows).toHaveCount(1);
    await expect(b.rows).toContainText('Line');
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('a comment calls a colleague, who is led there, answers, and sees it resolved', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'expert', 2);
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    // On another slide, where the document of this one is not open.
    await b.page.keyboard.press('PageDown');
    await expect(b.rows).toHaveCount(0);

    const words = a.page.getByRole('textbox', { name: /^Comment/ });
    await words.fill('Is this invasive, @');
    await a.page.getByRole('option', { name: house.expert.me.displayName }).click();
    await words.press('Enter');
    await b.page.getByRole('log').getByRole('button', { name: 'Show' }).click();
    const thread = b.page.getByRole('region', { name: 'Comments' });
    await expect(thread.getByRole('article')).toContainText('Is this invasive');
    expect(await findings(b.page)).toEqual([]);
    await b.page.getByRole('textbox', { name: /^Comment/ }).fill('Yes.');
    await b.page.getByRole('textbox', { name: /^Comment/ }).press('Enter');
    await expect(a.page.getByRole('article')).toHaveCount(2);
    await a.page.getByRole('button', { name: 'Resolve' }).click();
    await expect(thread).toContainText('Resolved');
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('a copy on another slide is one’s own, where the slides say', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'expert', 2);
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    await b.page.getByRole('button', { name: 'Rectangle', exact: false }).last().click();
    await b.page.getByRole('button', { name: 'Copy to another slide' }).click();
    await b.page.getByRole('menuitem').first().click();
    await b.page.getByRole('log').getByRole('button', { name: 'Show' }).click();
    await expect(b.rows).toHaveCount(1);
    await expect(b.rows).toContainText(house.expert.me.displayName);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
