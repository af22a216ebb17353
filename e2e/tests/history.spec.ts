import { expect, test } from '../support/fixtures';
import { findings, picture, WINDOW } from '../support/screen-care';
import { Seat } from '../support/seat';

test.describe('history', () => {
  test('undo survives a reload, and takes back one’s own only', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await a.draw('e', [0.5, 0.3], [0.6, 0.4]);
    await expect(b.rows).toHaveCount(2);
    await b.draw('l', [0.3, 0.6], [0.4, 0.7]);
    await expect(a.rows).toHaveCount(3);
    await expect(a.saved).toBeVisible();
    await a.page.reload();
    await a.isSharp();
    await expect(a.rows).toHaveCount(3);
    const undo = a.page.getByRole('button', { name: 'Undo' });
    await undo.click();
    await expect(a.rows).toHaveCount(2);
    await a.page.getByRole('button', { name: 'Redo' }).click();
    await expect(a.rows).toHaveCount(3);
    await undo.click();
    await undo.click();
    await expect(undo).toBeDisabled();
    await expect(b.rows).toHaveCount(1);
    await expect(b.rows).toContainText('Line');
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  for (const locale of ['en', 'zh-CN']) {
    test(`what was deleted is in the bin, and what was drawn is in the time line, in ${locale}`, async ({ house, browser }) => {
      const words = locale === 'en'
        ? { history: 'History', bin: 'Bin', list: 'On the slide', label: 'Label', copy: 'Copy as my own', restore: 'Restore', asItWas: 'All of mine as they were then', doIt: 'Make it so' }
        : { history: '历史', bin: '回收站', list: '切片上', label: '名称', copy: '复制为自己的标注', restore: '恢复', asItWas: '我的全部标注恢复到当时', doIt: '恢复' };
      const room = await house.room('synthetic');
      const a = await Seat.take(browser, house, house.referrer, { locale, viewport: WINDOW });
      const b = await Seat.take(browser, house, house.expert, { locale, viewport: WINDOW });
      await a.enter(room);
      await b.enter(room);
      const list = (of: Seat, name: string): Promise<void> => of.page.getByRole('tabpanel').getByRole('button', { name: new RegExp(`^${name}`) }).first().click();
      await a.draw('e', [0.3, 0.3], [0.45, 0.45]);
      await a.page.getByLabel(words.label, { exact: true }).fill('Ki-67');
      await a.page.getByLabel(words.label, { exact: true }).press('Enter');
      await b.draw('r', [0.55, 0.3], [0.65, 0.45]);
      await expect(a.rows).toHaveCount(2);
      await a.page.keyboard.press('Escape');
      await a.rows.filter({ hasText: 'Ki-67' }).getByRole('button').first().click();
      await a.page.keyboard.press('Delete');
      await expect(b.rows).toHaveCount(1);
      await expect(a.saved).toBeVisible();

      await list(a, words.bin);
      await expect(a.rows).toHaveCount(1);
      await expect(a.rows).toContainText('Ki-67');
      expect(await findings(a.page)).toEqual([]);
      await a.rows.getByRole('button', { name: words.restore, exact: true }).click();
      await expect(a.rows).toHaveCount(0);
      await list(a, words.list);
      await expect(a.rows).toHaveCount(2);

      await list(b, words.history);
      await expect(b.rows).toHaveCount(2);
      await b.rows.filter({ hasText: 'Ki-67' }).getByRole('button').first().click();
      await b.isSharp();
      expect(await findings(b.page)).toEqual([]);
      await picture(b.page, `history.${locale}`);
      await b.page.getByRole('button', { name: words.copy }).click();
      await expect(b.rows).toHaveCount(3);
      await b.page.getByRole('button', { name: words.asItWas }).click();
      await b.page.getByRole('dialog').getByRole('button', { name: words.doIt, exact: true }).click();
      await list(b, words.list);
      await expect(b.rows).toHaveCount(1);
      await expect(b.rows).toContainText('Ki-67');
      expect([...a.complaints, ...b.complaints]).toEqual([]);
      await a.close();
      await b.close();
    });
  }
});
