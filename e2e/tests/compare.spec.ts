import { readFile } from 'node:fs/promises';
import type { SlideAlignment } from '@parfocal/shared/api';
import type { SlideView } from '@parfocal/shared/geometry';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from '../support/fixtures';
import type { House, Person, Room } from '../support/house';
import { bestShift, difference, type Picture, pictureOf } from '../support/pixels';
import type { Seat } from '../support/seat';
import { Watcher } from '../support/watcher';

/** The first pane beside the session's. */
const beside = (seat: Seat): Locator => seat.page.getByRole('region', { name: /^Beside: / }).first();

async function isSharpBeside(seat: Seat): Promise<void> {
  await expect(beside(seat).locator('[data-sharp="true"] canvas').first()).toBeVisible();
}

/** A square of a pane around its middle, clear of bars and frames. */
async function middleOf(pane: Locator, sidePx = 240): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = (await pane.boundingBox())!;
  return { x: Math.round(box.x + box.width / 2 - sidePx / 2), y: Math.round(box.y + box.height / 2 - sidePx / 2), width: sidePx, height: sidePx };
}

const picture = async (seat: Seat, pane: Locator): Promise<Picture> => {
  await seat.page.mouse.move(2, 2); // a pointer in one pane is drawn in the other
  return pictureOf(seat.page, await middleOf(pane));
};

/** The window of a person's session pane, as everybody hears of it. */
async function viewOf(watcher: Watcher, person: Person): Promise<SlideView> {
  await expect.poll(() => watcher.viewOf(person.me.id)).toBeDefined();
  return watcher.viewOf(person.me.id)!;
}

async function press(seat: Seat, pane: Locator, at: { x: number; y: number }): Promise<void> {
  const box = (await pane.boundingBox())!;
  await seat.page.mouse.move(box.x + at.x, box.y + at.y);
  await seat.page.mouse.click(box.x + at.x, box.y + at.y);
}

async function twoPanes(house: House, seat: (person: 'referrer' | 'expert') => Promise<Seat>): Promise<{ room: Room; a: Seat }> {
  const room = await house.room('synthetic', 'expert', 2);
  const a = await seat('referrer');
  await a.enter(room);
  await a.page.keyboard.press('c');
  await isSharpBeside(a);
  return { room, a };
}

test.describe('comparing slides', () => {
  test('two panes show the same place, whichever is moved, and each by itself once unlinked', async ({ house, seat }) => {
    const { room, a } = await twoPanes(house, seat);
    const together = async (): Promise<number> => {
      await a.isSharp();
      await isSharpBeside(a);
      return difference(await picture(a, a.stage), await picture(a, beside(a)));
    };
    // The same file twice: linked panes are the same picture.
    await expect.poll(together).toBeLessThan(1);

    const box = (await a.stage.boundingBox())!;
    await a.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await a.page.mouse.wheel(0, -600);
    await a.drag([0.5, 0.5], [0.62, 0.44]);
    await expect.poll(together, { message: 'after a hand on the session’s pane' }).toBeLessThan(1);

    const watcher = await Watcher.join(house, room, house.expert);
    const before = await viewOf(watcher, house.referrer);
    const other = (await beside(a).boundingBox())!;
    await a.page.mouse.move(other.x + other.width / 2, other.y + other.height / 2);
    await a.page.mouse.down();
    await a.page.mouse.move(other.x + other.width / 2 - 60, other.y + other.height / 2 + 40, { steps: 6 });
    await a.page.mouse.up();
    await a.page.keyboard.press(']');
    await expect.poll(together, { message: 'after a hand on the pane beside it' }).toBeLessThan(1);
    await expect.poll(() => watcher.viewOf(house.referrer.me.id)?.rotation).not.toBe(before.rotation);

    await a.isStill();
    await a.page.keyboard.press('k');
    const still = await picture(a, a.stage);
    await a.page.keyboard.press('+');
    await expect.poll(together, { message: 'each by itself' }).toBeGreaterThan(3);
    expect(difference(still, await picture(a, a.stage))).toBeLessThan(1);

    await a.page.keyboard.press('Escape');
    await expect(beside(a)).toBeHidden();
    expect(a.complaints).toEqual([]);
    watcher.leave();
  });

  test('slides are aligned by two pairs of places, for everyone of the case', async ({ house, seat }) => {
    const { room, a } = await twoPanes(house, seat);
    await beside(a).getByRole('button', { name: 'More for this pane' }).click();
    await a.page.getByRole('menuitem', { name: 'Align to the first slide' }).click();
    const [one, two] = [{ x: 180, y: 250 }, { x: 320, y: 400 }];
    // What is pointed out on the second slide is the same, a quarter turn clockwise about the first place.
    const turned = { x: one.x - (two.y - one.y), y: one.y + (two.x - one.x) };
    const before = await patchAt(a, beside(a), turned);
    await press(a, a.stage, one);
    await press(a, a.stage, two);
    await press(a, beside(a), one);
    await expect(a.page.getByText(/First slide 2\/2, this one 1\/2/)).toBeVisible();
    await press(a, beside(a), turned);
    await expect(a.page.getByText(/Is it right/)).toBeVisible();
    await a.page.getByRole('button', { name: 'Keep for the case' }).click();
    await expect(a.page.getByText('The alignment is kept with the case.')).toBeVisible();

    // The second slide was turned back, so that its place lies where its partner does.
    const upright = await quarterTurned(before);
    const apart = async (): Promise<number> => {
      await isSharpBeside(a);
      const after = await patchAt(a, beside(a), two);
      const { dx, dy } = bestShift(upright, after);
      return difference(upright, after, dx, dy);
    };
    await expect.poll(apart).toBeLessThan(8);
    const [pair] = (await (await house.expert.api.get(`/api/cases/${room.caseId}/alignments`)).json()) as [SlideAlignment];
    expect([Math.abs(pair.rotation), pair.scale]).toEqual([expect.closeTo(Math.PI / 2, 1), expect.closeTo(1, 1)]);

    // A colleague who follows sees the two as they were aligned.
    const b = await seat('expert');
    await b.enter(room);
    const alike = async (): Promise<number> => {
      await isSharpBeside(b);
      return difference(await picture(a, beside(a)), await picture(b, beside(b)));
    };
    await expect.poll(alike).toBeLessThan(2);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});

async function patchAt(seat: Seat, pane: Locator, at: { x: number; y: number }, sidePx = 80): Promise<Picture> {
  await seat.page.mouse.move(2, 2);
  const box = (await pane.boundingBox())!;
  return pictureOf(seat.page, { x: Math.round(box.x + at.x - sidePx / 2), y: Math.round(box.y + at.y - sidePx / 2), width: sidePx, height: sidePx });
}

/** A square picture, a quarter turn against the clock. */
async function quarterTurned({ data, width, height }: Picture): Promise<Picture> {
  const turned = await sharp(data, { raw: { width, height, channels: 3 } }).rotate(270).raw().toBuffer();
  return { data: turned, width: height, height: width };
}

test.describe('links to a view', () => {
  const clipboard = { permissions: ['microphone', 'clipboard-read', 'clipboard-write'] };

  test('a colleague who opens one sees the same, whoever presents', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'expert', 2);
    const a = await seat('referrer', clipboard);
    await a.enter(room);
    await a.page.keyboard.press('4');
    await a.page.keyboard.press(']');
    await a.drag([0.5, 0.5], [0.6, 0.4]);
    await a.page.keyboard.press('m');
    const watcher = await Watcher.join(house, room, house.expert);
    await a.isStill();
    await a.page.keyboard.press('h');
    await expect(a.page.getByText('The link is copied.')).toBeVisible();
    const link = await a.page.evaluate(() => navigator.clipboard.readText());
    const linked = await viewOf(watcher, house.referrer);
    const left = await picture(a, a.stage);
    // The presenter looks elsewhere by now.
    await a.page.keyboard.press('0');

    const b = await seat('expert');
    await b.page.goto(link);
    await b.isSharp();
    const right = async (): Promise<{ dx: number; dy: number }> => bestShift(left, await picture(b, b.stage), 3);
    await expect.poll(async () => difference(left, await picture(b, b.stage))).toBeLessThan(6);
    expect(await right()).toEqual({ dx: 0, dy: 0 });
    expect(linked.rotation).not.toBe(0);
    await expect(b.page.getByText('You are looking around by yourself')).toBeVisible();
    expect(new URL(b.page.url()).search).toBe(`?slide=${room.slide.id}`);
    expect(link).not.toMatch(/H&E|End to end/);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
    watcher.leave();
  });

  test('one opens a session where there is none, one that is not whole says so, and a stranger finds nothing', async ({ house, seat, browser }) => {
    const room = await house.room('synthetic', 'expert');
    await house.referrer.api.delete(`/api/sessions/${room.sessionId}`);
    const b = await seat('expert');
    await b.page.goto(`/cases/${room.caseId}/slides/${room.slide.id}?at=nonsense`);
    await b.isSharp();
    await expect(b.page.getByText('The link was not whole.', { exact: false })).toBeVisible();

    await house.referrer.api.delete(`/api/cases/${room.caseId}/members/${house.expert.me.id}`);
    const context = await browser.newContext({ baseURL: house.server.url, storageState: await house.expert.api.storageState(), locale: 'en' });
    const stranger = await context.newPage();
    await stranger.goto(`/cases/${room.caseId}/slides/${room.slide.id}?at=1_2_3`);
    await expect(stranger.getByText('Nothing is here')).toBeVisible();
    await context.close();
  });

  test('one to an annotation goes there', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'expert');
    const a = await seat('referrer', clipboard);
    await a.enter(room);
    await a.page.keyboard.press('5');
    await a.draw('e', [0.4, 0.4], [0.5, 0.5]);
    await expect(a.saved).toBeVisible();
    await a.page.getByRole('button', { name: 'Copy a link to this annotation' }).click();
    const link = await a.page.evaluate(() => navigator.clipboard.readText());
    const b = await seat('expert');
    await b.page.goto(link);
    await expect(b.rows.locator('[aria-current]')).toHaveCount(1);
  });
});

test('the view is saved as a picture, named after slide and magnification', async ({ house, seat }) => {
  const room = await house.room('synthetic');
  const a = await seat('referrer');
  await a.enter(room);
  await a.page.keyboard.press('4');
  await expect(a.page.getByRole('button', { name: '10x', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(a.page.getByLabel('Magnification 10x')).toBeVisible();
  await a.isStill();
  const [download] = await Promise.all([a.page.waitForEvent('download'), a.page.keyboard.press('s')]);
  expect(download.suggestedFilename()).toMatch(/^.+ 10x\.png$/);
  const saved = sharp(await readFile(await download.path()));
  const { width, height, format } = await saved.metadata();
  const box = (await a.stage.boundingBox())!;
  expect(format).toBe('png');
  expect([width, height]).toEqual([Math.round(box.width), Math.round(box.height)]);
  const whole = await saved.removeAlpha().raw().toBuffer();
  const clip = await middleOf(a.stage);
  const [left, top] = [clip.x - Math.round(box.x), clip.y - Math.round(box.y)];
  const cut = await sharp(whole, { raw: { width: width!, height: height!, channels: 3 } }).extract({ left, top, width: clip.width, height: clip.height }).raw().toBuffer();
  expect(difference({ data: cut, width: clip.width, height: clip.height }, await picture(a, a.stage))).toBeLessThan(2);
});

test('what has been looked at is remembered in this browser, and one key goes to what has not', async ({ house, seat }) => {
  const room = await house.room('synthetic');
  const a = await seat('referrer');
  await a.enter(room);
  const share = async (): Promise<number> => {
    const name = await a.page.getByRole('button', { name: /^What I have looked at: / }).getAttribute('aria-label');
    return Number(/(\d+)\s?%/.exec(name ?? '')?.[1] ?? NaN);
  };
  await expect.poll(share).toBe(0);
  await a.page.getByRole('button', { name: /^What I have looked at: / }).click();
  await a.page.getByLabel('Seen at least at').selectOption('20');
  await a.page.keyboard.press('Escape');

  // A field may hold so little that is new that the percentage stays.
  const allSeen = a.page.getByText('All tissue of this slide has been seen at 20x.');
  for (let field = 0; !(await allSeen.isVisible()); field++) {
    expect(field, 'fields until all is seen').toBeLessThan(16);
    await a.page.keyboard.press('u');
    await a.isStill();
  }
  expect(await share()).toBe(100);
  const view = a.page.getByLabel('Magnification 20x');
  await expect(view).toBeVisible();

  await a.page.reload();
  await a.isSharp();
  await expect.poll(share).toBe(100);
  // Nothing of it left this browser: another one of the same person knows nothing.
  const other = await seat('referrer');
  await other.enter(room);
  await other.page.keyboard.press('0');
  await expect.poll(async () => (await other.page.getByRole('button', { name: /^What I have looked at: / }).getAttribute('aria-label')) ?? '').toMatch(/: 0\s?%/);
});
