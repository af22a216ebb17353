import type { Peer } from '@parfocal/shared/protocol';
import { Cable } from '../support/cable';
import { expect, test } from '../support/fixtures';
import type { House } from '../support/house';
import type { Seat } from '../support/seat';
import { Watcher } from '../support/watcher';

const tray = (seat: Seat, nth: number) => seat.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(nth);
const follows = (seat: Seat) => expect(seat.page.getByText(/^You see what/)).toBeVisible();
const peerOf = (watcher: Watcher, personId: string): Peer | undefined => watcher.peers.find((peer) => peer.personId === personId);

async function two(house: House, seat: (person: 'referrer' | 'expert', options?: object) => Promise<Seat>, options: object = {}) {
  const room = await house.room('synthetic', 'expert', 2);
  const [a, b] = [await seat('referrer'), await seat('expert', options)];
  await a.enter(room);
  await b.enter(room);
  await follows(b);
  return { room, a, b };
}

test.describe('looking together', () => {
  test('the presenter holds a view and looks elsewhere; the room keeps it, and sees the next one when it is shown', async ({ house, seat }) => {
    const { room, a, b } = await two(house, seat);
    await a.page.getByRole('button', { name: '10x', exact: true }).click();
    await expect(b.page.getByRole('button', { name: '10x', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await a.isStill();
    await a.page.getByRole('button', { name: 'Hold' }).click();
    await expect(b.page.getByText(/holds this view/)).toBeVisible();

    await tray(a, 1).click();
    await a.isSharp();
    await a.page.getByRole('button', { name: '20x', exact: true }).click();
    await expect(a.page.getByRole('button', { name: '20x', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(tray(b, 0)).toHaveAttribute('aria-current', 'true');
    await expect(b.page.getByRole('button', { name: '10x', exact: true })).toHaveAttribute('aria-pressed', 'true');
    // Who comes later sees what is held, too.
    await b.page.reload();
    await follows(b);
    await expect(tray(b, 0)).toHaveAttribute('aria-current', 'true');
    await expect(b.page.getByText(/holds this view/)).toBeVisible();

    await a.page.getByRole('button', { name: 'Show this now' }).click();
    await expect(tray(b, 1)).toHaveAttribute('aria-current', 'true');
    await expect(b.page.getByRole('button', { name: '20x', exact: true })).toHaveAttribute('aria-pressed', 'true');

    const watcher = await Watcher.join(house, room, house.referrer);
    await a.page.getByRole('button', { name: 'Hold' }).click();
    await expect(b.page.getByText(/holds this view/)).toBeVisible();
    // B glides to what is held.
    await b.isStill();
    const view = watcher.viewOf(house.expert.me.id);
    await tray(a, 0).click();
    await a.isSharp();
    await a.page.getByRole('button', { name: 'Back to the held view' }).click();
    await expect(tray(a, 1)).toHaveAttribute('aria-current', 'true');
    await expect(b.page.getByText(/holds this view/)).toBeHidden();
    await expect.poll(() => watcher.viewOf(house.expert.me.id)?.resolution).toBe(view?.resolution);
    watcher.leave();
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('panes, colours and the slide are the room’s; who looks around is told where the room is', async ({ house, seat }) => {
    const { a, b } = await two(house, seat);
    await expect(a.page.getByText('1 of 1 with you')).toBeVisible();
    await a.page.keyboard.press('c');
    await expect(b.page.getByRole('region', { name: /^Beside: / })).toHaveCount(1);
    await expect(a.page.getByText('1 of 1 with you')).toBeVisible();
    await a.page.keyboard.press('m');
    await a.page.keyboard.press('Escape');
    await expect(b.page.getByRole('region', { name: /^Beside: / })).toHaveCount(0);

    await b.page.keyboard.press('c');
    await expect(b.page.getByText('You have other slides beside it than the room')).toBeVisible();
    await b.page.getByRole('button', { name: 'As the room' }).click();
    await expect(b.page.getByRole('region', { name: /^Beside: / })).toHaveCount(0);

    await tray(b, 1).click();
    await expect(b.page.getByText(/^You are on .*, the room is on /)).toBeVisible();
    await expect(a.page.getByText('0 of 1 with you')).toBeVisible();
    await a.page.getByRole('button', { name: 'Everyone to me' }).click();
    await expect(b.page.getByText(/asks everyone to come along/)).toBeVisible();
    await b.page.getByRole('button', { name: 'Come along' }).click();
    await follows(b);
    await expect(tray(b, 0)).toHaveAttribute('aria-current', 'true');
    await expect(a.page.getByText('1 of 1 with you')).toBeVisible();
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('a label that is being typed when the presenter changes the slide is kept', async ({ house, seat }) => {
    const { a, b } = await two(house, seat);
    await b.draw('r', [0.4, 0.4], [0.5, 0.5]);
    // To draw is to look at something of one's own; back to the presenter, with the mark still selected.
    if (await b.page.getByRole('button', { name: /^Return to/ }).isVisible()) await b.page.keyboard.press('b');
    await b.rows.first().click();
    await b.page.getByLabel('Label', { exact: true }).fill('half a wor');
    await tray(a, 1).click();
    await expect(tray(b, 1)).toHaveAttribute('aria-current', 'true');
    await tray(a, 0).click();
    await expect(tray(b, 0)).toHaveAttribute('aria-current', 'true');
    await expect(b.page.getByText('half a wor').first()).toBeVisible();
  });

  test('presence tells the truth: a sleeping laptop is away and its pointer gone within ten seconds, its place ten later, and comes back right', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const cable = await Cable.to(house.server.port);
    const { room, a, b } = await two(house, seat, { baseURL: cable.url });
    const watcher = await Watcher.join(house, room, house.referrer);
    const expert = house.expert.me.id;

    // The page stands still, as in a browser that froze a tab of long ago: the line is open and says nothing.
    const protocol = await b.page.context().newCDPSession(b.page);
    await protocol.send('Page.setWebLifecycleState', { state: 'frozen' });
    await protocol.send('Page.setWebLifecycleState', { state: 'active' });
    await follows(b);
    expect(peerOf(watcher, expert)?.state).toBe('here');

    const at = await b.at(0.4, 0.4);
    await b.page.mouse.move(at.x, at.y);
    await expect(a.page.locator('[data-pointer]')).toHaveCount(1);
    await b.page.getByRole('tab', { name: /People/ }).click();
    await b.page.getByRole('switch', { name: 'Others may follow me' }).click();
    await b.page.mouse.move(at.x, at.y);
    await expect.poll(() => peerOf(watcher, expert)?.isFollowable).toBe(false);

    const pulledMs = Date.now();
    cable.pull();
    await expect.poll(() => peerOf(watcher, expert)?.state, { timeout: 20_000, intervals: [50] }).toBe('away');
    await expect(a.page.locator('[data-pointer]')).toHaveCount(0);
    expect(Date.now() - pulledMs).toBeLessThan(10_000);
    await a.page.getByRole('tab', { name: /People/ }).click();
    await expect(a.page.getByText(/reconnecting/)).toBeVisible();
    await expect.poll(() => peerOf(watcher, expert), { timeout: 20_000 }).toBeUndefined();
    cable.plugIn();
    await expect.poll(() => peerOf(watcher, expert)?.state, { timeout: 20_000 }).toBe('here');
    await follows(b);
    expect(watcher.peers.filter(({ personId }) => personId === expert)).toHaveLength(1);
    // A new seat, and the same wish.
    await expect.poll(() => peerOf(watcher, expert)?.isFollowable).toBe(false);
    watcher.leave();
    await cable.remove();
  });

  test('a host sends somebody out after a question, and lets them back in', async ({ house, seat }) => {
    const { a, b } = await two(house, seat);
    await a.page.getByRole('tab', { name: /People/ }).click();
    await a.page.getByRole('button', { name: `More for ${house.expert.me.displayName}` }).click();
    await a.page.getByRole('menuitem', { name: 'Send out of the session' }).click();
    await a.page.getByRole('dialog').getByRole('button', { name: 'Send out of the session' }).click();
    await expect(b.page.getByText('A host sent you out of the session')).toBeVisible();
    await b.page.getByRole('button', { name: 'Try again' }).click();
    await expect(b.page.getByText('A host sent you out of the session')).toBeVisible();
    await a.page.getByRole('button', { name: 'Let back in' }).click();
    await expect(a.page.getByRole('button', { name: 'Let back in' })).toBeHidden();
    await b.page.getByRole('button', { name: 'Try again' }).click();
    await follows(b);
  });
});
