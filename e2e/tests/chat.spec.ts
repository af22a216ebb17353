import { Cable } from '../support/cable';
import { expect, test } from '../support/fixtures';
import type { Seat } from '../support/seat';

const log = ({ page }: Seat) => page.getByRole('log', { name: 'Messages of this session' });

async function write({ page }: Seat, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message to everyone' }).fill(text);
  await page.keyboard.press('Enter');
}

test('chat: what is written reaches the other, leads to a view and an annotation, and survives kill -9 and a lost network', async ({ house, seat }) => {
  test.setTimeout(120_000);
  const room = await house.room('synthetic');
  const cable = await Cable.to(house.server.port);
  const [a, b] = [await seat('referrer'), await seat('expert', { baseURL: cable.url })];
  await a.enter(room);
  await b.enter(room);

  // With the panel closed, a notice tells, and leads there.
  await b.page.getByRole('button', { name: 'About this slide' }).click();
  await a.page.keyboard.press('j');
  await expect(a.page.getByRole('textbox', { name: 'Message to everyone' })).toBeFocused();
  await write(a, 'Is this a mitosis?');
  await expect(log(a)).toContainText('Is this a mitosis?');
  await b.page.getByRole('button', { name: 'Open the chat' }).click();
  await expect(log(b)).toContainText('Is this a mitosis?');

  // An annotation that is selected goes along.
  await a.page.keyboard.press('Escape');
  await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
  await expect(a.saved).toBeVisible();
  await a.page.keyboard.press('j');
  await a.page.getByRole('button', { name: 'With the selected annotation' }).click();
  await write(a, 'This one');
  await b.page.keyboard.press('Escape');
  await log(b).getByRole('button', { name: /^Annotation on/ }).click();
  await b.page.getByRole('tab', { name: /^Annotations/ }).click();
  await expect(b.page.locator('[id^="mark-"] [aria-current="true"]')).toHaveCount(1);

  // What is written without a line waits, and is there once, after kill -9 too.
  await b.page.getByRole('tab', { name: /^Chat/ }).click();
  cable.pull();
  await write(b, 'I think so');
  await expect(b.page.getByText('Not sent yet.')).toBeVisible();
  await house.server.kill();
  await house.server.start();
  cable.plugIn();
  await expect(b.page.getByText('Not sent yet.')).toBeHidden({ timeout: 30_000 });
  await expect(log(a)).toContainText('I think so', { timeout: 30_000 });
  await expect(log(a).getByRole('listitem')).toHaveCount(3);
  await expect(log(b).getByRole('listitem')).toHaveCount(3);

  await log(b).getByRole('button', { name: 'Take back' }).click();
  await expect(log(a)).not.toContainText('I think so');
  await expect(log(a)).toContainText('This message was taken back.');
  expect([...a.complaints, ...b.complaints]).toEqual([]);
  await cable.remove();
});
