import { expect, test } from '../support/fixtures';
import { Watcher } from '../support/watcher';

test('signals: a laser, look here, a raised hand and the light reach the other', async ({ house, seat }) => {
  test.setTimeout(90_000);
  const room = await house.room('synthetic', 'expert', 2);
  const [a, b] = [await seat('referrer'), await seat('expert')];
  await a.enter(room);
  await b.enter(room);
  const watcher = await Watcher.join(house, room, house.expert);

  // Held, the pointer is a laser; let go, it is none.
  const here = await a.at(0.4, 0.4);
  await a.page.mouse.move(here.x, here.y);
  await a.page.keyboard.down('d');
  await a.page.mouse.move(here.x + 60, here.y + 30, { steps: 6 });
  await expect.poll(() => watcher.gestureOf(house.referrer.me.id)?.isLaser).toBe(true);
  await a.page.keyboard.up('d');
  await expect.poll(() => watcher.gestureOf(house.referrer.me.id)?.isLaser).toBeUndefined();

  // Rings for who is on the slide.
  await a.page.keyboard.press('w');
  await expect(b.page.locator('[data-ping]')).toHaveCount(1);

  // The light on an annotation, for who follows, until it is put out.
  await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
  await a.page.keyboard.press('o');
  await expect(b.page.getByText('The presenter put this one into the light')).toBeVisible();
  await expect(b.page.locator('[data-lit="true"]')).toHaveCount(1);
  await a.page.getByRole('button', { name: 'Lights on' }).click();
  await expect(b.page.locator('[data-lit="true"]')).toHaveCount(0);

  // A hand, seen and taken down by the presenter.
  await b.page.getByRole('button', { name: 'Raise your hand' }).click();
  await a.page.getByRole('tab', { name: /^People/ }).click();
  await expect(a.page.getByRole('region', { name: 'Raised hands' }).getByRole('listitem')).toHaveCount(1);
  await a.page.getByRole('region', { name: 'Raised hands' }).getByRole('button', { name: 'Lower' }).click();
  await expect(b.page.getByRole('button', { name: 'Raise your hand' })).toHaveAttribute('aria-pressed', 'false');

  // Who is on another slide is told, with the way there.
  await b.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(1).click();
  await expect(b.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(1)).toHaveAttribute('aria-current', 'true');
  await b.isSharp();
  await a.page.getByRole('main').focus();
  await a.page.mouse.move(here.x, here.y);
  await a.page.locator('body').press('w');
  await b.page.getByRole('log', { name: 'Notifications' }).getByRole('button', { name: 'Go there' }).click();
  await expect(b.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(0)).toHaveAttribute('aria-current', 'true');
  expect([...a.complaints, ...b.complaints]).toEqual([]);
  watcher.leave();
});

test('signals: pointed out without a keyboard, by mouse and by finger, while the slide stays where it is', async ({ house, seat }) => {
  const room = await house.room('synthetic', 'expert');
  const [a, b] = [await seat('referrer'), await seat('expert', { hasTouch: true })];
  await a.enter(room);
  await b.enter(room);
  const watcher = await Watcher.join(house, room, house.expert);
  const laserOf = (personId: string) => watcher.gestureOf(personId)?.isLaser;
  const [from, to] = [await a.at(0.4, 0.4), await a.at(0.5, 0.45)];
  await a.isStill();
  const view = watcher.viewOf(house.referrer.me.id);

  // By mouse: the laser is on while the slide is pressed, and another tool puts it down.
  const laser = a.page.getByRole('button', { name: 'Laser: press and move on the slide' });
  await laser.click();
  await expect(laser).toHaveAttribute('aria-pressed', 'true');
  await a.page.mouse.move(from.x, from.y);
  await a.page.mouse.down();
  await a.page.mouse.move(to.x, to.y, { steps: 6 });
  await expect.poll(() => laserOf(house.referrer.me.id)).toBe(true);
  await a.page.mouse.up();
  await expect.poll(() => laserOf(house.referrer.me.id)).toBeUndefined();
  expect(watcher.viewOf(house.referrer.me.id)).toEqual(view);
  await a.page.keyboard.press('v');
  await expect(laser).toHaveAttribute('aria-pressed', 'false');

  // Rings where the slide is pressed next; Escape gives that up.
  const ping = a.page.getByRole('button', { name: 'Look here: press a place on the slide' });
  await ping.click();
  await a.page.keyboard.press('Escape');
  await expect(ping).toHaveAttribute('aria-pressed', 'false');
  await ping.click();
  await a.page.mouse.click(from.x, from.y);
  await expect(b.page.locator('[data-ping]')).toHaveCount(1);
  await expect(ping).toHaveAttribute('aria-pressed', 'false');

  // By finger, as a follower who stays one.
  const own = await b.at(0.5, 0.5);
  await b.page.getByRole('button', { name: 'Laser: press and move on the slide' }).tap();
  const fingers = await b.page.context().newCDPSession(b.page);
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: own.x, y: own.y }] });
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: own.x + 40, y: own.y + 20 }] });
  await expect(a.page.locator('[data-pointer]')).toHaveCount(1);
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(a.page.locator('[data-pointer]')).toHaveCount(0);
  await expect(a.page.locator('[data-ping]')).toHaveCount(0);
  await b.page.getByRole('button', { name: 'Look here: press a place on the slide' }).tap();
  await b.page.touchscreen.tap(own.x, own.y);
  await expect(a.page.locator('[data-ping]')).toHaveCount(1);
  await expect(b.page.getByText(/^You see what/)).toBeVisible();
  expect([...a.complaints, ...b.complaints]).toEqual([]);
  watcher.leave();
});
