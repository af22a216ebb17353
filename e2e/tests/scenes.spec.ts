import type { SceneList } from '@parfocal/shared/api';
import type { Locator } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import type { House, Room } from '../support/house';
import { findings } from '../support/screen-care';
import type { Seat } from '../support/seat';
import { Watcher } from '../support/watcher';

const panel = (seat: Seat): Locator => seat.page.getByRole('tabpanel', { name: /^Scenes/ });
const rows = (seat: Seat): Locator => panel(seat).getByRole('listitem');
const row = (seat: Seat, title: string): Locator => rows(seat).filter({ hasText: title });
const titles = (seat: Seat): Locator => rows(seat).locator('b');
const bar = (seat: Seat): Locator => seat.page.getByRole('region', { name: 'Scenes' });
const tray = (seat: Seat, nth: number): Locator => seat.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(nth);
const openPanel = (seat: Seat): Promise<void> => seat.page.getByRole('tab', { name: /^Scenes/ }).click();
const turnTo = async (seat: Seat, objective: string): Promise<void> => {
  await seat.page.getByRole('button', { name: objective, exact: true }).click();
  await seat.isStill();
};

async function save(seat: Seat, title: string): Promise<void> {
  await seat.page.getByRole('button', { name: 'Save this view' }).click();
  const field = panel(seat).getByLabel('Title', { exact: true });
  await expect(field).toBeFocused();
  await field.fill(title);
  await field.press('Enter');
  await expect(titles(seat).last()).toHaveText(title);
}

const saved = async (house: House, { caseId }: Room): Promise<SceneList> => (await house.referrer.api.get(`/api/cases/${caseId}/scenes`)).json() as Promise<SceneList>;

/** Whether a picture shows more than bare glass. */
const isPainted = (picture: Locator): Promise<boolean> =>
  picture.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 100;
  });

test.describe('scenes', () => {
  test('views of two slides are saved, played for whoever follows, put in another order at once for all, and kept', async ({ house, seat }) => {
    test.setTimeout(180_000);
    const room = await house.room('synthetic', 'expert', 2);
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    await openPanel(a);
    await openPanel(b);

    await save(a, 'Overview');
    await turnTo(a, '10x');
    await save(a, 'Gland');
    await tray(a, 1).click();
    await a.isSharp();
    await turnTo(a, '20x');
    await save(a, 'Margin');
    await expect(titles(b)).toHaveText(['Overview', 'Gland', 'Margin']);
    for (const picture of await rows(b).locator('canvas').all()) await expect.poll(() => isPainted(picture)).toBe(true);

    // The presenter plays: their view moves, and with it everyone's who follows.
    const watcher = await Watcher.join(house, room, house.expert);
    const { scenes } = await saved(house, room);
    const bothSee = async (nth: number): Promise<void> => {
      const { x, y, resolution } = scenes[nth]!.shown.view;
      for (const { me } of [house.referrer, house.expert]) {
        await expect.poll(() => watcher.viewOf(me.id)?.resolution).toBeCloseTo(resolution, 3);
        await expect.poll(() => watcher.viewOf(me.id)?.x).toBeCloseTo(x, 0);
        await expect.poll(() => watcher.viewOf(me.id)?.y).toBeCloseTo(y, 0);
      }
    };
    await panel(a).getByRole('button', { name: 'Play' }).click();
    await expect(bar(a)).toContainText('1 of 3');
    expect(await findings(a.page)).toEqual([]);
    await expect(tray(b, 0)).toHaveAttribute('aria-current', 'true');
    await bothSee(0);
    await a.page.keyboard.press('>');
    await expect(bar(a)).toContainText('2 of 3');
    await bothSee(1);
    await a.page.keyboard.press('>');
    await expect(tray(b, 1)).toHaveAttribute('aria-current', 'true');
    await bothSee(2);
    await expect(bar(a).getByRole('button', { name: 'Next scene' })).toBeDisabled();
    await expect(row(a, 'Margin').getByRole('button').first()).toHaveAttribute('aria-current', 'true');
    await expect(bar(b)).toHaveCount(0);

    // By hand, and by keyboard.
    await row(a, 'Margin').dragTo(row(a, 'Overview'), { targetPosition: { x: 60, y: 4 } });
    await expect(titles(b)).toHaveText(['Margin', 'Overview', 'Gland']);
    await expect(bar(a)).toContainText('1 of 3');
    await row(b, 'Gland').getByRole('button').first().focus();
    await b.page.keyboard.press('Alt+ArrowUp');
    await expect(titles(a)).toHaveText(['Margin', 'Gland', 'Overview']);
    await expect(row(b, 'Gland').getByRole('button').first()).toBeFocused();

    // Whoever does not present plays for themselves, and has left by that.
    await row(b, 'Gland').getByRole('button').first().click();
    await expect(b.page.getByText(/^You are on .*, the room is on /)).toBeVisible();
    await expect(bar(b)).toContainText('2 of 3');
    await expect.poll(() => watcher.viewOf(house.expert.me.id)?.resolution).toBeCloseTo(scenes[1]!.shown.view.resolution, 3);
    await expect(tray(a, 1)).toHaveAttribute('aria-current', 'true');
    watcher.leave();

    await a.page.reload();
    await openPanel(a);
    await expect(titles(a)).toHaveText(['Margin', 'Gland', 'Overview']);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('a scene whose slide was removed says so, and can be given another view', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const room = await house.room('synthetic', 'expert', 2);
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await openPanel(a);
    await save(a, 'First');
    await tray(a, 1).click();
    await a.isSharp();
    await save(a, 'Second');
    const [, second] = (await saved(house, room)).scenes;
    expect((await house.referrer.api.delete(`/api/cases/${room.caseId}/slides/${second!.shown.slideId}`)).ok()).toBe(true);
    await expect(row(a, 'Second')).toContainText('Its slide is not in this case any more.');
    await b.enter(room);
    await openPanel(b);
    await row(a, 'First').getByRole('button', { name: 'What can be done with First' }).click();
    await a.page.getByRole('menuitem', { name: 'Title and note' }).click();
    await expect(panel(a).getByLabel('Title', { exact: true })).toBeFocused();
    expect(await findings(a.page)).toEqual([]);
    await a.page.keyboard.press('Escape');
    await expect(row(b, 'Second')).toContainText('the referrer or the host can give the scene another view');
    await a.isSharp();
    await row(a, 'Second').getByRole('button', { name: 'Replace by this view' }).click();
    await expect(row(b, 'Second')).not.toContainText('not in this case any more');
    await row(b, 'Second').getByRole('button').first().click();
    await expect(bar(b)).toContainText('2 of 2');
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
