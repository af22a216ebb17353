import type { Page } from '@playwright/test';
import { en } from '../../client/src/i18n/messages/en';
import { zhCN } from '../../client/src/i18n/messages/zh-CN';
import { expect, test } from '../support/fixtures';
import type { House } from '../support/house';
import { largeSlide } from '../support/large-slide';
import { poorSlide } from '../support/poor-slide';
import { findings, picture, WINDOW } from '../support/screen-care';
import { Seat } from '../support/seat';
import { partOf } from '../support/send-slide';
import { slideFile } from '../support/slides';
import { ihcSlide, litSlide } from '../support/stained-slides';

const WORDS = { en, 'zh-CN': zhCN } as const;
const SLOW_BYTES_PER_SECOND = 4_000_000;
const TITLE = 'Stomach, biopsy 胃，活检';

/** Nothing has the keyboard, so that no ring or hint stands in the picture. */
const lookAway = (page: Page): Promise<void> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

/** Looked at, without a finding of axe. */
async function shown(page: Page, name: string): Promise<void> {
  expect(await findings(page)).toEqual([]);
  await picture(page, name);
}

const newCase = (house: House, accession: string): Promise<string> => house.emptyCase('expert', { accession, title: TITLE, question: 'Helicobacter? Dysplasia? 请会诊。' });

for (const locale of ['en', 'zh-CN'] as const) {
  const { uploads, quality, image, coverage, compare } = WORDS[locale];
  const number = locale === 'en' ? 1 : 2;

  test.describe(`screens of slides in ${locale}`, () => {
    test('uploads: what is asked before, and what is on its way', async ({ house, browser }) => {
      const caseId = await newCase(house, `C-2026-042${number}`);
      const slide = await largeSlide(house.server.folder);
      const a = await Seat.take(browser, house, house.referrer, { locale, viewport: WINDOW });
      const { page } = a;
      await page.goto(`/cases/${caseId}`);
      const input = page.locator('input[type="file"]:not([webkitdirectory])').first();
      const start = (n: number): Promise<void> => page.getByRole('dialog').getByRole('button', { name: uploads.start.split(' | ').at(n > 1 ? -1 : 0)!.replace('{n}', String(n)), exact: true }).click();
      await input.setInputFiles({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 of a meeting') });
      await start(1);
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
      const part = await partOf(slide.path);
      await input.setInputFiles(['A1 · H&E.tif', 'A2 · H&E.tif'].map((name) => ({ name, mimeType: 'image/tiff', buffer: part.bytes.subarray(0, name.startsWith('A1') ? undefined : 8_000_000) })));
      await expect(page.getByRole('dialog')).toContainText('A2 · H&E.tif');
      await page.getByRole('switch', { name: uploads.deidentify }).click();
      await shown(page, `upload.${locale}`);
      const line = await page.context().newCDPSession(page);
      await line.send('Network.enable');
      await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: SLOW_BYTES_PER_SECOND });
      await start(2);
      await expect(page.locator('li[data-upload="sending"]')).toContainText(/%.*\/[s秒].* \d/, { timeout: 30_000 });
      await expect(page.locator('li[data-upload="waiting"]')).toBeVisible();
      await shown(page, `uploads.${locale}`);
      for (const name of ['A2 · H&E.tif', 'A1 · H&E.tif']) await page.getByRole('button', { name: uploads.cancel.replace('{name}', name) }).click();
      await expect.poll(() => house.incomingUploads()).toEqual([]);
      expect(a.complaints).toEqual([]);
      await a.close();
    });

    test('quality control: why a slide is rejected, and where', async ({ house, browser }) => {
      const caseId = await newCase(house, `C-2026-043${number}`);
      const slide = await house.addSlide(caseId, [await poorSlide(house.server.folder)]);
      const a = await Seat.take(browser, house, house.referrer, { locale, viewport: { ...WINDOW, height: 1120 } });
      await a.page.goto(`/cases/${caseId}`);
      await a.page.getByRole('button', { name: quality.mark.replace('{verdict}', quality.short.rejected).replace('{name}', slide.name) }).click();
      await expect(a.page.getByRole('dialog').getByRole('img').first()).toBeVisible();
      await expect.poll(() => a.page.getByRole('dialog').locator('img').first().evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
      await shown(a.page, `quality.${locale}`);
      expect(a.complaints).toEqual([]);
      await a.close();
    });

    test('the slide: colours, what was looked at, two side by side', async ({ house, browser }) => {
      test.setTimeout(120_000);
      const caseId = await newCase(house, `C-2026-044${number}`);
      const first = await house.addSlide(caseId, [{ ...(await partOf(slideFile('synthetic', house.server.folder))), path: 'A1 · H&E.tif' }]);
      await house.addSlide(caseId, [await ihcSlide(house.server.folder)]);
      const a = await Seat.take(browser, house, house.referrer, { locale, viewport: WINDOW });
      const { page } = a;
      await a.enter(await house.openSession(caseId, first));
      await page.keyboard.press('5');
      await a.isSharp();
      const open = page.getByRole('button', { name: new RegExp(`^${coverage.title}`) });
      await expect(open).not.toContainText(/–|^\s*0/);
      await open.click();
      await page.getByRole('switch', { name: coverage.show }).click();
      await shown(page, `coverage.${locale}`);
      await page.keyboard.press('Escape');

      await page.keyboard.press('4');
      await a.isSharp();
      await page.getByRole('button', { name: image.openPanel }).click();
      for (let i = 0; i < 6; i++) await page.getByRole('slider', { name: image.contrast }).press('ArrowRight');
      await shown(page, `image.${locale}`);
      await page.getByRole('button', { name: image.reset }).click();
      await page.keyboard.press('Escape');

      await page.keyboard.press('2');
      await page.keyboard.press('c');
      await expect(page.getByRole('region', { name: new RegExp(`^${compare.paneOf.split('{')[0]}`) }).locator('[data-sharp="true"] canvas').first()).toBeVisible();
      await a.isSharp();
      await lookAway(page);
      const over = await a.at(0.4, 0.45);
      await page.mouse.move(over.x, over.y, { steps: 3 });
      await shown(page, `compare.${locale}`);
      expect(a.complaints).toEqual([]);
      await a.close();
    });

    test('fluorescence: channels and focal planes', async ({ house, browser }) => {
      test.setTimeout(120_000);
      const caseId = await newCase(house, `C-2026-045${number}`);
      const slide = await house.addSlide(caseId, [await litSlide(house.server.folder)]);
      const a = await Seat.take(browser, house, house.referrer, { locale, viewport: WINDOW });
      await a.enter(await house.openSession(caseId, slide));
      await a.page.keyboard.press('4');
      await a.isSharp();
      await a.page.getByRole('button', { name: image.openPanel }).click();
      await expect(a.page.getByRole('checkbox', { name: image.shown.replace('{name}', 'DAPI') })).toBeChecked();
      await shown(a.page, `channels.${locale}`);
      await a.page.keyboard.press('Escape');
      await a.page.keyboard.press('.');
      await a.isSharp();
      await expect(a.page.getByRole('group', { name: image.focus })).toContainText('3/3');
      await lookAway(a.page);
      await shown(a.page, `focus.${locale}`);
      expect(a.complaints).toEqual([]);
      await a.close();
    });
  });
}
