import { fittedView, toScreen, viewCorners } from '@parfocal/shared/geometry';
import { expect, needsSlide, test } from '../support/fixtures';
import type { Seat } from '../support/seat';
import { bestShift, difference, pictureOf } from '../support/pixels';
import { SLIDE_KINDS } from '../support/slides';
import { Watcher } from '../support/watcher';

/** The middle of the stage, clear of bars and frames. */
async function middleOf(seat: Seat): Promise<{ x: number; y: number; width: number; height: number }> {
  const from = await seat.at(0.25, 0.2);
  const to = await seat.at(0.65, 0.7);
  return { ...from, width: to.x - from.x, height: to.y - from.y };
}

for (const kind of SLIDE_KINDS) {
  test.describe(`gesture to peers, on ${kind}`, () => {
    test.beforeEach(() => needsSlide(kind));

    test('B sees what A sees, to the pixel, after A’s pan, zoom and rotation', async ({ house, seat }) => {
      const room = await house.room(kind);
      const [a, b] = [await seat('referrer'), await seat('expert')];
      await a.enter(room);
      await b.enter(room);
      await expect(b.page.getByText(/^You see what/)).toBeVisible();
      const watcher = await Watcher.join(house, room, house.referrer);

      const moves: [string, () => Promise<void>][] = [
        ['zoom', async () => { const at = await a.at(0.5, 0.5); await a.page.mouse.move(at.x, at.y); await a.page.mouse.wheel(0, -700); }],
        ['pan', () => a.drag([0.5, 0.5], [0.62, 0.4])],
        ['rotation', async () => { for (let i = 0; i < 3; i++) await a.page.keyboard.press(']'); }],
        ['all of them', async () => { await a.page.mouse.wheel(0, -300); await a.drag([0.4, 0.4], [0.5, 0.55]); await a.page.keyboard.press('['); }],
      ];
      for (const [move, make] of moves) {
        await make();
        // A's pointer would be drawn at B: out of the way.
        await a.page.mouse.move(5, 5);
        await b.page.mouse.move(5, 5);
        const together = async (): Promise<{ dx: number; dy: number; isSame: boolean }> => {
          await a.isSharp();
          await b.isSharp();
          const [left, right] = [await pictureOf(a.page, await middleOf(a)), await pictureOf(b.page, await middleOf(b))];
          return { ...bestShift(left, right, 2), isSame: difference(left, right) < 1 };
        };
        await expect.poll(together, { message: `after the ${move}` }).toEqual({ dx: 0, dy: 0, isSame: true });
      }
      expect([...a.complaints, ...b.complaints]).toEqual([]);
      watcher.leave();
    });

    test('a window of another shape shows all that A sees', async ({ house, seat }) => {
      const room = await house.room(kind);
      const a = await seat('referrer');
      const b = await seat('expert', { viewport: { width: 1000, height: 900 } });
      await a.enter(room);
      await b.enter(room);
      const watcher = await Watcher.join(house, room, house.referrer);
      await a.page.getByRole('button', { name: '10x', exact: true }).click();
      await a.page.keyboard.press(']');
      const apart = (): number => {
        const [ofA, ofB] = [watcher.viewOf(house.referrer.me.id), watcher.viewOf(house.expert.me.id)];
        if (!ofA || !ofB) return Infinity;
        const wanted = fittedView(ofA, ofB);
        return Math.max(...viewCorners(wanted).map((corner) => {
          const [one, other] = [toScreen(wanted, corner), toScreen(ofB, corner)];
          return Math.hypot(one.x - other.x, one.y - other.y);
        }));
      };
      await expect.poll(apart).toBeLessThan(1);
      const [ofA, ofB] = [watcher.viewOf(house.referrer.me.id)!, watcher.viewOf(house.expert.me.id)!];
      for (const corner of viewCorners(ofA)) {
        const { x, y } = toScreen(ofB, corner);
        expect(x >= -1 && y >= -1 && x <= ofB.widthPx + 1 && y <= ofB.heightPx + 1).toBe(true);
      }
      watcher.leave();
    });
  });
}

test.describe('gesture to peers', () => {
  test('A’s pointer is where A points, under A’s name', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    const at = await a.at(0.4, 0.45);
    await a.page.mouse.move(at.x - 20, at.y, { steps: 4 });
    await a.page.mouse.move(at.x, at.y, { steps: 4 });
    const pointer = b.page.locator('[data-pointer]');
    await expect(pointer).toHaveCount(1);
    await expect(pointer).toContainText(house.referrer.me.displayName);
    const tip = async (): Promise<number> => {
      const box = (await pointer.boundingBox())!;
      return Math.hypot(box.x - at.x, box.y - at.y);
    };
    await expect.poll(tip).toBeLessThan(4);
    await a.page.mouse.move(5, 5);
    await expect(pointer).toHaveCount(0);
  });

  test('an own pan breaks away at once, one click returns', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    await b.drag([0.5, 0.5], [0.4, 0.4]);
    await expect(b.page.getByText(/^You see what/)).toBeHidden();
    await b.isStill();
    const before = await pictureOf(b.page, await middleOf(b));
    await a.page.getByRole('button', { name: '20x', exact: true }).click();
    await expect(a.page.getByRole('button', { name: '20x', exact: true })).toHaveAttribute('aria-pressed', 'true');
    expect(difference(before, await pictureOf(b.page, await middleOf(b)))).toBeLessThan(2);
    await b.page.getByRole('button', { name: /^Return to/ }).click();
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    await expect(b.page.getByRole('button', { name: '20x', exact: true })).toHaveAttribute('aria-pressed', 'true');
  });

  test('presenting is asked for, handed over and taken back', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await expect(a.page.getByText(/^You are presenting/)).toBeVisible();
    await b.page.getByRole('button', { name: 'Ask to present' }).click();
    await a.page.getByRole('button', { name: 'Not now' }).click();
    await expect(b.page.getByText(/goes on presenting/)).toBeVisible();
    await b.page.getByRole('button', { name: 'Ask to present' }).click();
    await a.page.getByRole('status').getByRole('button', { name: 'Hand over' }).click();
    await expect(b.page.getByText(/^You are presenting/)).toBeVisible();
    await expect(a.page.getByText(/^You see what/)).toBeVisible();
    await a.page.getByRole('button', { name: 'Take presenting back' }).click();
    await expect(a.page.getByText(/^You are presenting/)).toBeVisible();
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
  });

  test('the presenter changes the slide and the others come along; a mark belongs to the slide it was drawn on', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'expert', 2);
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    const slideOf = (one: Seat, nth: number) => one.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(nth);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    await slideOf(a, 1).click();
    await expect(slideOf(b, 1)).toHaveAttribute('aria-current', 'true');
    await a.isSharp();
    await expect(a.saved).toBeVisible();
    await a.draw('r', [0.4, 0.4], [0.5, 0.5]);
    await expect(b.rows).toHaveCount(1);
    await slideOf(b, 0).click();
    await expect(b.page.getByText(/^You are on .* the room is on/)).toBeVisible();
    await expect(b.rows).toHaveCount(0);
    await b.page.keyboard.press('b');
    await expect(slideOf(b, 1)).toHaveAttribute('aria-current', 'true');
    await expect(b.rows).toHaveCount(1);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('a reload comes back to the same place without a ghost; a second tab is a second seat', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    const people = a.page.getByRole('list', { name: 'People' }).getByRole('listitem');
    await expect(people).toHaveCount(2);
    await b.page.reload();
    await b.isSharp();
    await expect(people).toHaveCount(2);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    const second = await b.page.context().newPage();
    await second.goto(`/s/${room.sessionId}`);
    await expect(people).toHaveCount(3);
    await second.close();
    await expect(people).toHaveCount(2, { timeout: 15_000 });
  });
});
