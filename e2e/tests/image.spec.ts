import type { Page } from '@playwright/test';
import { expect, needsSlide, test } from '../support/fixtures';
import { meanColour, pictureOf } from '../support/pixels';
import type { Seat } from '../support/seat';

/** Mean colour in the middle of the stage. */
async function middleOf(seat: Seat): Promise<[number, number, number]> {
  const { x, y } = await seat.at(0.5, 0.4);
  return meanColour(await pictureOf(seat.page, { x: x - 6, y: y - 6, width: 13, height: 13 }), 6, 6, 6);
}

/** The bottom of the picture of `multi-channel-z-series.ome.tif`, where its ramp is brightest in every plane and channel. */
async function brightOf(seat: Seat): Promise<[number, number, number]> {
  const { x, y } = await seat.at(0.5, 0.68);
  return meanColour(await pictureOf(seat.page, { x: x - 6, y: y - 6, width: 13, height: 13 }), 6, 6, 6);
}

const saturationOf = (colour: readonly number[]): number => Math.max(...colour) - Math.min(...colour);
const panel = (page: Page) => page.getByRole('dialog', { name: 'Image' });
/** Does something in the pane, and closes it again: it lies over the slide. */
async function inPanel(page: Page, act: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Image settings' }).click();
  await act();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
}

test.describe('image', () => {
  test('colours are adjusted, said to be, and remembered for the tab until they are as scanned again', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.enter(room);
    const before = await middleOf(a);
    expect(saturationOf(before)).toBeGreaterThan(20);
    await inPanel(a.page, () => a.page.getByRole('slider', { name: 'Saturation' }).press('Home'));
    await expect.poll(async () => saturationOf(await middleOf(a))).toBeLessThan(4);
    const adjusted = a.page.getByRole('button', { name: 'Adjusted' });
    await expect(adjusted).toBeVisible();
    await a.page.reload();
    await a.isSharp();
    await expect(adjusted).toBeVisible();
    await expect.poll(async () => saturationOf(await middleOf(a))).toBeLessThan(4);
    await inPanel(a.page, () => a.page.getByRole('button', { name: 'As scanned' }).click());
    await expect(adjusted).toBeHidden();
    await expect.poll(async () => Math.max(...(await middleOf(a)).map((part, i) => Math.abs(part - before[i]!)))).toBeLessThan(3);
    expect(a.complaints).toEqual([]);
  });

  test('a fluorescence slide has its planes and channels', async ({ house, seat }) => {
    needsSlide('multi-channel-z-series');
    const room = await house.room('multi-channel-z-series');
    const a = await seat('referrer');
    await a.enter(room);
    const planes = a.page.getByRole('group', { name: 'Focal plane' });
    await expect(planes).toContainText('3/5');
    await a.page.keyboard.press('.');
    await expect(planes).toContainText('4/5');
    await a.isSharp();
    expect(saturationOf(await brightOf(a))).toBeLessThan(20);
    const solo = (): Promise<void> => inPanel(a.page, () => a.page.getByRole('button', { name: 'Only Channel 1' }).click());
    const requests: string[] = [];
    a.page.on('request', (request) => requests.push(request.url()));
    await solo();
    // The file names no colours: its first channel is blue.
    await expect.poll(async () => (await brightOf(a)).slice(0, 2).every((part) => part < 30)).toBe(true);
    expect((await brightOf(a))[2]).toBeGreaterThan(120);
    await expect(a.page.getByRole('button', { name: 'Adjusted' })).toBeVisible();
    await solo();
    await expect.poll(async () => saturationOf(await brightOf(a))).toBeLessThan(20);
    // The samples are there: lamps are put out and lit again without the server. (The plane below is fetched ahead meanwhile.)
    expect(requests.filter((url) => url.includes('/planes/3/'))).toEqual([]);
    expect(a.complaints).toEqual([]);
  });
});
