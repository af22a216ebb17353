import { expect, test } from '../support/fixtures';
import type { House } from '../support/house';
import type { Seat } from '../support/seat';

const tray = (seat: Seat, nth: number) => seat.page.getByRole('list', { name: 'Slides of the case' }).getByRole('button').nth(nth);
const isOn = (seat: Seat, nth: number) => expect(tray(seat, nth)).toHaveAttribute('aria-current', 'true');

/** A session of the kind with two slides; B looks at the second one by itself. */
async function apart(house: House, seat: (person: 'referrer' | 'expert') => Promise<Seat>, kind: 'consultation' | 'teaching') {
  const caseId = (await house.room('synthetic', 'expert', 2)).caseId;
  const [first] = await house.slidesOf(caseId);
  const old = await (await house.referrer.api.get(`/api/cases/${caseId}`)).json();
  await house.referrer.api.delete(`/api/sessions/${old.session.id}`);
  const session = await (await house.referrer.api.post(`/api/cases/${caseId}/session`, { data: { slideId: first!.id, kind } })).json();
  const room = { caseId, slide: first!, sessionId: session.id };
  const [a, b] = [await seat('referrer'), await seat('expert')];
  await a.enter(room);
  await b.enter(room);
  await expect(b.page.getByText(/^You see what/)).toBeVisible();
  await tray(b, 1).click();
  await b.isSharp();
  await expect(a.page.getByText('0 of 1 with you')).toBeVisible();
  return { a, b };
}

test.describe('everyone to me', () => {
  test('is an invitation: declined, nothing moves; accepted, one comes along; nobody can be forced in a consultation', async ({ house, seat }) => {
    const { a, b } = await apart(house, seat, 'consultation');
    await expect(a.page.getByRole('button', { name: 'Bring everyone here' })).toHaveCount(0);
    const asked = b.page.getByText(/asks everyone to come along/);

    await a.page.getByRole('button', { name: 'Everyone to me' }).click();
    await expect(asked).toBeVisible();
    await b.page.getByRole('button', { name: 'Not now' }).click();
    await expect(asked).toBeHidden();
    await isOn(b, 1);
    await expect(a.page.getByText('0 of 1 with you')).toBeVisible();

    await a.page.getByRole('button', { name: 'Everyone to me' }).click();
    await b.page.getByRole('button', { name: 'Come along' }).click();
    await isOn(b, 0);
    await expect(asked).toBeHidden();
    await expect(a.page.getByText('1 of 1 with you')).toBeVisible();
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('is forced by the host in teaching alone, who is told of', async ({ house, seat }) => {
    const { a, b } = await apart(house, seat, 'teaching');
    await a.page.getByRole('button', { name: 'Bring everyone here' }).click();
    await isOn(b, 0);
    await expect(b.page.getByText(/^You see what/)).toBeVisible();
    await expect(b.page.getByRole('log', { name: 'Notifications' })).toContainText('brought everyone along');
    await expect(a.page.getByText('1 of 1 with you')).toBeVisible();

    // A presenter who is no host asks, and no more.
    await tray(a, 1).click();
    await isOn(b, 1);
    await b.page.getByRole('button', { name: 'Ask to present' }).click();
    await a.page.getByRole('button', { name: 'Hand over' }).click();
    await expect(b.page.getByText(/You are presenting/)).toBeVisible();
    await a.page.keyboard.press('Escape');
    await tray(a, 0).click();
    await expect(b.page.getByText('0 of 1 with you')).toBeVisible();
    await expect(b.page.getByRole('button', { name: 'Everyone to me' })).toBeVisible();
    await expect(b.page.getByRole('button', { name: 'Bring everyone here' })).toHaveCount(0);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
