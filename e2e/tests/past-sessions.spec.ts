import { expect, test } from '../support/fixtures';
import type { Seat } from '../support/seat';

const message = ({ page }: Seat) => page.getByRole('textbox', { name: 'Message to everyone' });

async function write(seat: Seat, text: string): Promise<void> {
  await message(seat).fill(text);
  await seat.page.keyboard.press('Enter');
}

test('chat, after the session: a host closes it for one person, what is unsent survives a reload, and the case keeps it', async ({ house, seat }) => {
  test.setTimeout(120_000);
  const room = await house.room('synthetic');
  const [a, b] = [await seat('referrer'), await seat('expert')];
  await a.enter(room);
  await b.enter(room);
  for (const { page } of [a, b]) await page.getByRole('tab', { name: /^Chat/ }).click();

  await a.page.getByRole('button', { name: 'With this view' }).click();
  await write(a, 'the field in question');
  await message(b).fill('half a sen');
  await b.page.reload();
  await b.page.getByRole('tab', { name: /^Chat/ }).click();
  await expect(message(b)).toHaveValue('half a sen');

  await a.page.getByRole('button', { name: 'Who may write' }).click();
  await a.page.getByRole('combobox', { name: /^Whether .+ may write$/ }).selectOption({ label: 'Closed: not about the case' });
  await expect(b.page.getByText('has closed the chat for you: it is meant for this case')).toBeVisible();
  await expect(b.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await a.page.getByRole('combobox', { name: /^Whether .+ may write$/ }).selectOption({ label: 'May write' });
  await b.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(a.page.getByRole('log', { name: 'Messages of this session' })).toContainText('half a sen');

  const ended = await house.referrer.api.delete(`/api/sessions/${room.sessionId}`);
  expect(ended.ok()).toBe(true);
  await b.page.goto(`/cases/${room.caseId}`);
  const row = b.page.getByRole('button', { name: /2 people · 2 messages/ });
  await row.click();
  await expect(b.page.getByText('the field in question')).toBeVisible();
  await b.page.getByRole('button', { name: /^View on/ }).click();
  await expect(b.page).toHaveURL(/\/s\//);
  await b.isSharp();
  expect(a.complaints).toEqual([]);
});
