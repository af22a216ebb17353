import { chromium, type Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { House } from '../support/house';
import { findings } from '../support/screen-care';
import { Seat } from '../support/seat';

/** A browser whose network lets no UDP out. */
const NO_UDP = ['--webrtc-ip-handling-policy=disable_non_proxied_udp', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'];

/** Where nobody is (RFC 5737): a router that forwards nothing, or a wrong VOICE_ANNOUNCED_ADDRESS. */
const NOWHERE = '192.0.2.1';

const stateOf = (page: Page, name: RegExp) => page.getByRole('dialog').getByRole('listitem').filter({ hasText: name });

async function check(page: Page, open = 'Check the connection for voice'): Promise<void> {
  await page.goto('/cases');
  await page.getByRole('button', { name: open }).click();
}

test.describe('the connection check', () => {
  test('V20: runs to its end and says in words what works, without an axe finding in either language', async ({ house, browser }) => {
    test.setTimeout(120_000);
    const seat = await Seat.take(browser, house, house.expert);
    const { page } = seat;
    await check(page);
    await expect(page.getByText('Voice works well from here.')).toBeVisible({ timeout: 60_000 });
    for (const way of [/^Session \(WebSocket\)/, /UDP/, /TCP/]) await expect(stateOf(page, way)).toContainText('works');
    await expect(page.getByText('The server heard you.')).toBeVisible();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Play a tone' }).click();
    await expect(page.getByText('Did you hear it?')).toBeVisible();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await expect(page.getByText('Turn the volume up')).toBeVisible();
    await page.getByRole('button', { name: 'Record 3 seconds' }).click();
    await expect(page.getByText('Recording: say something')).toBeVisible();
    await page.getByRole('button', { name: 'Play it back' }).click();
    await expect(page.getByRole('button', { name: 'Play it back', disabled: false })).toBeVisible();
    await seat.close();

    const chinese = await Seat.take(browser, house, house.expert, { locale: 'zh-CN' });
    await check(chinese.page, '检查语音连接');
    await expect(chinese.page.getByText('语音可正常使用。')).toBeVisible({ timeout: 60_000 });
    expect(await findings(chinese.page)).toEqual([]);
    expect([...seat.complaints, ...chinese.complaints]).toEqual([]);
    await chinese.close();
  });

  test('V20: where no UDP gets out, it says that voice takes a detour, and what to ask for', async ({ house }, { project }) => {
    test.setTimeout(120_000);
    const { launchOptions } = project.use;
    const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions?.args ?? []), ...NO_UDP] });
    try {
      const { page } = await Seat.take(browser, house, house.expert);
      await check(page);
      await expect(page.getByText('Voice works from here by a detour')).toBeVisible({ timeout: 60_000 });
      await expect(stateOf(page, /UDP/)).toContainText('blocked');
      await expect(stateOf(page, /TCP/)).toContainText('works');
      await expect(page.getByText(/For your IT department:/)).toContainText('allow UDP and TCP');
    } finally {
      await browser.close();
    }
  });

  test('V20: where nothing gets to the announced address, it says that voice does not work, and names the address', async ({ browser }) => {
    test.setTimeout(240_000);
    const house = await House.open({ VOICE_ANNOUNCED_ADDRESS: NOWHERE });
    try {
      const seat = await Seat.take(browser, house, house.expert);
      await check(seat.page);
      await expect(seat.page.getByText('Voice does not work from here')).toBeVisible({ timeout: 60_000 });
      for (const way of [/UDP/, /TCP/]) await expect(stateOf(seat.page, way)).toContainText('blocked');
      await expect(stateOf(seat.page, /^Session/)).toContainText('works');
      await expect(seat.page.getByText(/For your IT department:/)).toContainText(NOWHERE);
      await seat.close();
    } finally {
      await house.close();
    }
  });
});
