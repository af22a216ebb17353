import { expect, test } from '../support/fixtures';
import { findings, picture, WINDOW } from '../support/screen-care';
import { Seat } from '../support/seat';

for (const locale of ['en', 'zh-CN']) {
  test.describe(`screens in ${locale}`, () => {
    test('sign-in, worklist and session have no axe finding, and no word is missing', async ({ house, browser }) => {
      const missing: string[] = [];
      const stranger = await browser.newContext({ baseURL: house.server.url, locale, viewport: WINDOW });
      const door = await stranger.newPage();
      await door.goto('/login');
      await expect(door.getByRole('button').first()).toBeVisible();
      expect(await findings(door)).toEqual([]);
      await picture(door, `login.${locale}`);
      await stranger.close();

      const a = await Seat.take(browser, house, house.referrer, { locale, viewport: WINDOW });
      const b = await Seat.take(browser, house, house.expert, { locale, viewport: WINDOW });
      for (const { page } of [a, b]) page.on('console', (message) => /intlify|i18n/i.test(message.text()) && missing.push(message.text()));
      const [record] = (await (await house.referrer.api.get('/api/cases')).json()).filter((one: { accession: string }) => one.accession === 'C-2026-0417');
      await a.page.goto(`/cases/${record.id}`);
      await expect(a.page.getByRole('heading', { name: record.accession })).toBeVisible();
      expect(await findings(a.page)).toEqual([]);
      await picture(a.page, `worklist.${locale}`);

      const session = await (await house.referrer.api.post(`/api/cases/${record.id}/session`, { data: { slideId: record.slides[0].id } })).json();
      const room = { caseId: record.id, slide: record.slides[0], sessionId: session.id };
      await a.enter(room);
      await b.enter(room);
      const middle = await a.at(0.5, 0.45);
      await a.page.mouse.move(middle.x, middle.y);
      await a.page.mouse.wheel(0, -500);
      if (locale === 'en') {
        await a.draw('e', [0.42, 0.3], [0.56, 0.5]);
        await a.page.getByLabel('Label', { exact: true }).fill('Infiltrate');
        await a.page.getByLabel('Label', { exact: true }).press('Enter');
        await b.draw('l', [0.6, 0.3], [0.7, 0.45]);
      }
      const at = await a.at(0.62, 0.62);
      await a.page.mouse.move(at.x, at.y, { steps: 5 });
      await expect(b.page.locator('[data-pointer]')).toHaveCount(1);
      await b.isSharp();
      for (const { page } of [a, b]) expect(await findings(page)).toEqual([]);
      await picture(b.page, `session.${locale}`);
      await b.page.keyboard.press('?');
      await expect(b.page.getByRole('dialog')).toBeVisible();
      expect(await findings(b.page)).toEqual([]);
      await b.page.keyboard.press('Escape');
      await expect(b.page.getByRole('dialog')).toBeHidden();
      await house.referrer.api.delete(`/api/sessions/${session.id}`);
      expect(missing).toEqual([]);
      expect([...a.complaints, ...b.complaints]).toEqual([]);
      await a.close();
      await b.close();
    });
  });
}
