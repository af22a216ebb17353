import type { Locator, Page } from '@playwright/test';
import { en } from '../../client/src/i18n/messages/en';
import { zhCN } from '../../client/src/i18n/messages/zh-CN';
import { expect, test } from '../support/fixtures';
import { findings, picture, WINDOW } from '../support/screen-care';
import { partOf } from '../support/send-slide';
import { slideFile } from '../support/slides';
import { ihcSlide } from '../support/stained-slides';

const WORDS = { en, 'zh-CN': zhCN } as const;
const ROI = JSON.stringify({ type: 'FeatureCollection', features: [
  { type: 'Feature', geometry: { type: 'Polygon', coordinates: [[[400, 400], [800, 400], [800, 700], [400, 400]]] }, properties: { objectType: 'annotation', classification: { name: 'Immune cells', color: [160, 90, 160] } } },
  { type: 'Feature', geometry: { type: 'Sphere' }, properties: { objectType: 'annotation' } },
] });

// A trace of two windows with every tile on them takes longer than what is tested; a picture of what went wrong is kept.
test.use({ trace: 'off' });

for (const locale of ['en', 'zh-CN'] as const) {
  const m = WORDS[locale];
  const [remark, message] = locale === 'en' ? [' is the margin free?', 'Please look at the margin first.'] : [' 切缘是否干净？', '请先看切缘。'];

  test.describe(`screens of a session in ${locale}`, () => {
    test('panels and dialogs have no axe finding, and no word is missing', async ({ house, seat }) => {
      test.setTimeout(90_000);
      const caseId = await house.emptyCase('expert', { accession: `C-2026-046${locale === 'en' ? 1 : 2}`, title: 'Stomach, biopsy 胃，活检', question: 'Helicobacter? Dysplasia? 请会诊。' });
      const first = await house.addSlide(caseId, [{ ...(await partOf(slideFile('synthetic', house.server.folder))), path: 'A1 · H&E.tif' }]);
      await house.addSlide(caseId, [await ihcSlide(house.server.folder)]);
      const room = await house.openSession(caseId, first);
      const [a, b] = [await seat('referrer', { locale, viewport: WINDOW }), await seat('expert', { locale, viewport: WINDOW })];
      const { page } = a;
      const missing: string[] = [];
      page.on('console', (line) => /intlify|i18n/i.test(line.text()) && missing.push(line.text()));
      const button = (name: string | RegExp, within: Page | Locator = page): Locator => within.getByRole('button', { name, exact: typeof name === 'string' });
      const tab = (name: string): Promise<void> => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      const dialog = page.getByRole('dialog');
      const shown = async (name?: string): Promise<void> => {
        expect(await findings(page)).toEqual([]);
        if (name) await picture(page, `${name}.${locale}`);
      };
      const closed = async (): Promise<void> => {
        await page.keyboard.press('Escape');
        await expect(dialog).toHaveCount(0);
      };
      await a.enter(room);
      await b.enter(room);

      await test.step('a thread that calls a colleague', async () => {
        await page.keyboard.press('Shift+Digit1');
        await a.draw('r', [0.42, 0.4], [0.52, 0.52]);
        const field = page.getByRole('textbox', { name: m.threads.write.replace("{'@'}", '@') });
        await field.fill('@');
        await expect(page.getByRole('listbox', { name: m.threads.people }).getByRole('option').first()).toBeVisible();
        await shown();
        await field.press('Enter');
        await field.pressSequentially(remark);
        await field.press('Enter');
        await expect(page.getByRole('article')).toContainText(remark.trim());
        await shown('thread');
        // Keys are tools again.
        await field.blur();
      });

      await test.step('layers and classes', async () => {
        await page.getByLabel(m.layers.drawInto).selectOption({ label: m.layers.hidden });
        await a.draw('e', [0.6, 0.4], [0.66, 0.5]);
        await expect(a.saved).toBeVisible();
        await button(m.layers.title).click();
        await expect(button(m.layers.revealMine)).toBeVisible();
        await shown('layers');
        await button(m.layers.revealMine).click();
        await shown();
        await closed();
        await button(new RegExp(`^${m.classes.drawAs}`)).click();
        await button(m.classes.edit).click();
        await expect(dialog.getByRole('textbox').first()).toBeVisible();
        await shown('vocabulary');
        await closed();
      });

      await test.step('what became of it, and the bin', async () => {
        await button(m.history.title).click();
        await page.getByRole('list', { name: m.history.timeline }).getByRole('button').first().click();
        await shown('history');
        await button(new RegExp(`^${m.history.bin}`)).click();
        await shown();
        await button(m.history.list).click();
      });

      await test.step('export and import', async () => {
        await button(m.exchange.title).click();
        await page.getByRole('menuitem', { name: m.exchange.exportItem }).click();
        await dialog.getByLabel(m.exchange.what, { exact: true }).selectOption('case');
        await expect(dialog.getByRole('switch')).toHaveCount(Object.keys(m.exchange.layers).length);
        await shown('export');
        await closed();
        await button(m.exchange.title).click();
        await page.getByRole('menuitem', { name: m.exchange.importItem }).click();
        await dialog.locator('input[type=file]').setInputFiles({ name: 'roi.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(ROI) });
        await expect(dialog.getByText(m.exchange.leftOutTitle)).toBeVisible();
        await shown('import');
        await closed();
      });

      await test.step('counting', async () => {
        await button(m.counting.title).click();
        await page.getByLabel(m.counting.area, { exact: true }).selectOption('field');
        await shown();
        await button(m.counting.place).click();
        const bar = page.getByRole('region', { name: m.counting.bar });
        await expect(bar).toBeVisible();
        for (const share of [0.47, 0.5, 0.53]) {
          const at = await a.at(share, 0.5);
          await page.mouse.click(at.x, at.y);
        }
        await shown('counting');
        await button(m.counting.discard, bar).click();
      });

      await test.step('people, hands, chat', async () => {
        await button(m.signals.raise, b.page).click();
        await tab(m.session.people);
        await expect(page.getByRole('region', { name: m.signals.hands }).getByRole('listitem')).toHaveCount(1);
        await shown('people');
        await tab(m.chat.title);
        await page.getByRole('textbox', { name: m.chat.write }).fill(message);
        await page.getByRole('textbox', { name: m.chat.write }).press('Enter');
        await expect(page.getByRole('log', { name: m.chat.log })).toContainText(message);
        await shown('chat');
      });

      await test.step('the connection, checked', async () => {
        await button(m.voice.joinOtherwise).click();
        await page.getByRole('menuitem', { name: m.voice.check.open }).click();
        await expect(dialog.getByRole('listitem').first()).toBeVisible();
        await shown();
        await closed();
      });
      expect(missing).toEqual([]);
      expect([...a.complaints, ...b.complaints]).toEqual([]);
    });
  });
}
